import { z } from 'zod';
import { storable } from '#libs/platform/visible-text';
import { ownShop } from '#libs/platform/access/access';
import { command } from '#libs/platform/graphql/command';
import { readCursor, writeCursor } from '#libs/platform/graphql/cursor';
import type { BuyerDirectory } from '../../conversation/app/buyer-directory';
import { pageSize } from '../../conversation/resolvers/cursors';
import type { Resolvers } from '../../generated/resolver-types';
import type { KnowledgeDeps } from '../../knowledge/app/in-locked-shop';
import { readCrowds } from '../app/read-crowds';
import { recordMembership } from '../app/record-membership';
import { saveCrowd } from '../app/save-crowd';
import { recordMembershipInput, saveCrowdInput } from './crowd-inputs';

const usualPage = 20;

/** A crowd's cursor is its id. */
const crowd = z.string().refine(storable);

/** Crowds of buyers, as the shop's user operations keep them. */
export const crowdResolvers = (deps: KnowledgeDeps & { readonly buyers: BuyerDirectory }): Resolvers => ({
  Mutation: {
    saveCrowd: command('saveCrowd', saveCrowdInput, async (asked) => ({ crowd: await saveCrowd(deps, asked) })),
    recordCrowdMembership: command('recordCrowdMembership', recordMembershipInput, (asked) => recordMembership(deps, asked)),
  },
  Shop: {
    crowds: ({ id }, { first, after }, { caller }) =>
      readCrowds(deps.readDb, ownShop(caller, id, 'id'), readCursor(crowd, after || null) ?? '', pageSize(first, usualPage)),
  },
  CrowdConnection: {
    edges: ({ crowds }) => crowds.map((node) => ({ cursor: writeCursor(node.crowdId), node })),
    nodes: ({ crowds }) => [...crowds],
    pageInfo: ({ crowds, more }) => {
      const end = crowds.at(-1);
      return { hasNextPage: more, endCursor: end ? writeCursor(end.crowdId) : null };
    },
  },
  Crowd: { id: ({ crowdId }) => crowdId },
  Buyer: { crowds: ({ crowds }) => [...crowds] },
});
