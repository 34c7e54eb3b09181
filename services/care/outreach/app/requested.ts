import { factOf, systemTrigger, type NewEvent } from '#libs/contracts/index';
import type { Outreach } from '../store/outreach-table';

/** What connectors are asked to send: the text is the shop's own, without a word of a customer. */
export const requested = (
  {
    id: outreachId,
    shopId,
    buyerId,
    medium,
    kind,
    requestedAt,
  }: Pick<Outreach, 'id' | 'shopId' | 'buyerId' | 'medium' | 'kind' | 'requestedAt'>,
  { reference, text }: { readonly reference: string | null; readonly text: string },
  id: string,
): NewEvent<'outreach-requested', 'requested'> =>
  factOf<'outreach-requested', 'requested'>(systemTrigger(), {
    ...{ id, topic: 'outreach-requested', type: 'requested', shopId, subject: buyerId, occurredAt: requestedAt, policyVersion: null },
    value: { outreachId, buyerId, medium, kind, reference, text },
  });
