import { z } from 'zod';
import { ownShop } from '#libs/platform/access/access';
import { readCursor, writeCursor } from '#libs/platform/graphql/cursor';
import { parseInput } from '#libs/platform/graphql/parse-input';
import type { Buyer } from '../../conversation/domain/session';
import { pageSize } from '../../conversation/resolvers/cursors';
import { buyerKeyInput } from '../../conversation/resolvers/inputs';
import type { Resolvers } from '../../generated/resolver-types';
import type { MarkDeps } from '../app/mark-buyer';
import { readBlocked } from '../app/read-blocked';
import type { BlockedPlace } from '../store/list-blocked';

const usualPage = 20;
const named = z.object({ buyer: buyerKeyInput });
const place = z.tuple([z.iso.datetime(), z.uuid()]);

/** How buyers are found. */
export const buyerLists = ({
  buyers,
  readDb,
}: Pick<MarkDeps, 'buyers' | 'readDb'>): Pick<Resolvers, 'Query' | 'Shop' | 'BuyerConnection'> => ({
  Query: {
    buyer: async (_root, args, { caller: { shop }, extra }) => {
      if (shop === null) return null;
      const { id } = await buyers.identify(shop, parseInput(named, args).buyer);
      return extra.loaders.buyers.load(id);
    },
  },
  Shop: {
    blockedBuyers: ({ id }, { first, after }, { caller }) =>
      readBlocked(readDb, ownShop(caller, id, 'id'), placeOf(after || null), pageSize(first, usualPage)),
  },
  BuyerConnection: {
    edges: ({ buyers: found }) => found.map((node) => ({ cursor: cursorOf(node), node })),
    nodes: ({ buyers: found }) => [...found],
    pageInfo: ({ buyers: found, more }) => {
      const end = found.at(-1);
      return { hasNextPage: more, endCursor: end ? cursorOf(end) : null };
    },
  },
});

/** A listed buyer is blocked. */
const cursorOf = ({ id, block }: Buyer): string => writeCursor([block?.since.toISOString(), id]);

function placeOf(cursor: string | null): BlockedPlace | null {
  const read = readCursor(place, cursor);
  return read && { since: new Date(read[0]), id: read[1] };
}
