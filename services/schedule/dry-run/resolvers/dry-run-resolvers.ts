import { z } from 'zod';
import { ownShop } from '#libs/platform/access/access';
import { parseInput } from '#libs/platform/graphql/parse-input';
import type { Deps, ReadDeps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { words } from '../../hours/resolvers/hours-inputs';
import { groupOf, instantOf } from '../../hours/resolvers/page-input';
import { previewReception } from '../app/preview-reception';

const message = z.object({ text: words(5_000).nullish(), entry: words(100).nullish() });

/** What would happen if a buyer wrote. */
export const dryRunResolvers = (deps: Pick<Deps, 'clock'> & ReadDeps): Resolvers => ({
  Query: {
    previewReception: (_root, { shopId, at, groupId, text, entry }, { caller }) => {
      const asked = parseInput(message, { text, entry });
      return previewReception(deps, {
        shopId: ownShop(caller, shopId),
        subject: groupOf(groupId),
        at: at === null || at === undefined ? deps.clock.now() : instantOf(at),
        text: asked.text ?? null,
        entry: asked.entry ?? null,
      });
    },
  },
  ReceptionDryRun: {
    at: ({ at }) => at.toISOString(),
    nextOpeningAt: ({ nextOpeningAt }) => nextOpeningAt?.toISOString() ?? null,
  },
});
