import { z } from 'zod';
import { command } from '#libs/platform/graphql/command';
import { instantInput } from '#libs/platform/graphql/instant-input';
import { commandIdInput, idInput, parseInput } from '#libs/platform/graphql/parse-input';
import type { Deps, ReadDeps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { readCustomer } from '../app/read-customer';
import { recordConsent } from '../app/record-consent';
import { media } from '../domain/medium';

const consentInput = z.object({
  ...{ shopId: idInput, commandId: commandIdInput, buyerId: idInput },
  ...{ medium: z.enum(media), granted: z.boolean(), at: instantInput },
});

/** What customers consent to. */
export const consentResolvers = (deps: Deps & ReadDeps): Resolvers => ({
  Mutation: {
    recordConsent: command('recordConsent', consentInput, async (asked) => {
      const { media: now } = await recordConsent(deps, asked);
      return { shop: { id: asked.shopId }, media: [...now] };
    }),
  },
  Shop: {
    customer: async ({ id }, args) => {
      const { buyerId } = parseInput(z.object({ buyerId: idInput }), args);
      const { media: now, consents, outreach } = await readCustomer(deps, id, buyerId);
      return { buyer: { id: buyerId }, media: [...now], consents: [...consents], outreach: [...outreach] };
    },
  },
  Consent: {
    granted: ({ state }) => state === 'GRANTED',
    recordedBy: ({ recordedBy }) => (recordedBy === null ? null : { id: recordedBy }),
  },
});
