import { z } from 'zod';
import { ownShop } from '#libs/platform/access/access';
import { parseInput } from '#libs/platform/graphql/parse-input';
import type { Deps, ReadDeps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { words } from '../../hours/resolvers/hours-inputs';
import { groupOf, instantOf } from '../../hours/resolvers/page-input';
import { previewReception } from '../app/preview-reception';

const fieldOf = (most: number) =>
  words(most)
    .nullish()
    .transform((given) => given || null);
const product = z.object({ id: fieldOf(100), name: fieldOf(200), description: fieldOf(1_000) });
const message = z.object({ text: words(5_000).nullish(), entry: words(100).nullish(), product: product.nullish() });

/** What would happen if a buyer wrote. */
export const dryRunResolvers = (deps: Pick<Deps, 'clock'> & ReadDeps): Resolvers => ({
  Query: {
    previewReception: (_root, { shopId, at, groupId, ...said }, { caller }) => {
      const asked = parseInput(message, said);
      return previewReception(deps, {
        shopId: ownShop(caller, shopId),
        subject: groupOf(groupId),
        at: at === null || at === undefined ? deps.clock.now() : instantOf(at),
        text: asked.text ?? null,
        entry: asked.entry ?? null,
        product: asked.product ?? null,
      });
    },
  },
  ReceptionDryRun: {
    at: ({ at }) => at.toISOString(),
    productId: ({ product }) => product?.id ?? null,
    productName: ({ product }) => product?.name ?? null,
    productDescription: ({ product }) => product?.description ?? null,
    nextOpeningAt: ({ nextOpeningAt }) => nextOpeningAt?.toISOString() ?? null,
  },
});
