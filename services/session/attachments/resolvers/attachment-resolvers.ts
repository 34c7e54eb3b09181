import type { Resolvers } from '../../generated/resolver-types';
import type { Uploads } from '../app/uploads';

/** Files in messages. */
export const attachmentResolvers = ({ linkOf }: Pick<Uploads, 'linkOf'>): Resolvers => ({
  Message: {
    attachments: ({ shopId, attachments, recalledAt }) =>
      recalledAt === null ? (attachments ?? []).map((attachment) => ({ ...attachment, url: linkOf(shopId, attachment) })) : [],
  },
});
