import { z } from 'zod';
import { isId } from '#libs/platform/process/ids';
import { cursorInput, writeCursor } from '#libs/platform/graphql/cursor';
import { parseInput, storable } from '#libs/platform/graphql/parse-input';
import type { Deps } from '#libs/service/run-service';
import type {
  QueueEntryConnectionResolvers,
  QueueEntryEdgeResolvers,
  QueueEntryResolvers,
  QueueResolvers,
  RoutingCause,
} from '../../generated/resolver-types';
import { listWaiting, type WaitingPosition } from '../store/list-waiting';

const kinds = ['QUEUED', 'LEFT_MESSAGE'] as const;

const cursorOf = ({ kind, pool, band, enqueuedAt, openedAt, sessionId }: WaitingPosition): string =>
  writeCursor([kind, pool, band, enqueuedAt.getTime(), openedAt.getTime(), sessionId]);

/** The key of a pool names everybody who gave its sessions back. */
const poolInput = z.string().min(1, '1 to 20000 characters').max(20_000, '1 to 20000 characters').refine(storable, 'the key of a pool');

const position = z
  .tuple([
    z.enum(kinds),
    poolInput,
    z.number().int().min(0).max(1),
    z.number().int().min(0).max(8.64e15),
    z.number().int().min(0).max(8.64e15),
    z.string().refine(isId),
  ])
  .transform(([kind, pool, band, enqueuedAt, openedAt, sessionId]): WaitingPosition => ({
    ...{ kind, pool, band, sessionId },
    enqueuedAt: new Date(enqueuedAt),
    openedAt: new Date(openedAt),
  }));

const listInput = z.object({
  first: z.number().min(1, '1 to 100').max(100, '1 to 100').nullish(),
  after: cursorInput(position).nullish(),
  pool: poolInput.nullish(),
  kind: z.enum(kinds).nullish(),
});

/** Who waits, one by one (RTE-63). */
export const queue = ({ readDb, clock }: Pick<Deps, 'readDb' | 'clock'>): QueueResolvers => ({
  entries: ({ shopId }, args) => {
    const { first, after, pool, kind } = parseInput(listInput, args);
    return listWaiting(
      readDb,
      shopId,
      { pool: pool ?? null, kind: kind ?? null },
      { after: after ?? null, first: first ?? 20, now: clock.now() },
    );
  },
});

export const queueEntryConnection: QueueEntryConnectionResolvers = {
  edges: ({ rows }) => [...rows],
  nodes: ({ rows }) => [...rows],
  pageInfo: ({ rows, more }) => ({ hasNextPage: more, endCursor: rows.length > 0 ? cursorOf(rows.at(-1)!) : null }),
};

export const queueEntryEdge: QueueEntryEdgeResolvers = { cursor: cursorOf, node: (row) => row };

export const queueEntry: QueueEntryResolvers = {
  session: ({ sessionId }) => ({ id: sessionId }),
  isPriority: ({ band }) => band === 0,
  waitsSince: ({ enqueuedAt }) => enqueuedAt.toISOString(),
  reason: async ({ waitsFor, sessionId }, _args, { extra }) =>
    waitsFor ?? (((await extra.routed.load(sessionId))?.cause ?? null) as RoutingCause | null),
};
