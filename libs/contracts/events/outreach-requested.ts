import { commonProperties, commonRequired, id } from '../common-fields';
import { oneOf } from '../one-of';

/** `reference` is what the shop's own system calls the coupon or offer, null where it chooses; `text` is the shop's, without a word of a customer. */
export const outreachRequested = {
  requested: {
    type: 'object',
    properties: {
      ...commonProperties,
      outreachId: id,
      buyerId: id,
      medium: oneOf('CHANNEL', 'SMS'),
      kind: oneOf('COUPON', 'OFFER'),
      reference: { type: ['string', 'null'] },
      text: { type: 'string' },
    },
    required: [...commonRequired, 'outreachId', 'buyerId', 'medium', 'kind', 'reference', 'text'],
  },
} as const;
