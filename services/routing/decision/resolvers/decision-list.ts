import { z } from 'zod';
import { instantInput } from '#libs/platform/graphql/instant-input';
import { orNull } from '#libs/platform/graphql/optional-input';
import { idInput, parseInput, storable } from '#libs/platform/graphql/parse-input';
import { isId } from '#libs/platform/process/ids';
import type { Deps } from '#libs/service/run-service';
import type { DecisionConnectionResolvers, DecisionEdgeResolvers, ShopResolvers } from '../../generated/resolver-types';
import type { DecisionRow } from '../store/decision-table';
import { listDecisions, type DecisionPosition } from '../store/list-decisions';

const cursorOf = ({ sessionId, revision }: DecisionPosition): string => Buffer.from(`${sessionId} ${revision}`).toString('base64url');

const cursorInput = z.string().transform((cursor, context): DecisionPosition => {
  const [sessionId = '', number] = Buffer.from(cursor, 'base64url').toString('latin1').split(' ');
  const revision = Number(number);
  if (isId(sessionId) && Number.isInteger(revision) && revision > 0 && revision < 2 ** 31) return { sessionId, revision };
  context.addIssue({ code: 'custom', message: 'an endCursor this list has answered' });
  return z.NEVER;
});

const listInput = z.object({
  /** What is null does not restrict. */
  filter: z
    .object({
      sessionId: orNull(idInput),
      agentId: orNull(idInput),
      outcome: orNull(z.enum(['BOT', 'OFFERED', 'ASSIGNED', 'QUEUED', 'LEFT_MESSAGE'])),
      cause: orNull(z.string()),
      rule: orNull(z.string().max(20, 'at most 20 characters').refine(storable, 'text without NUL or broken characters')),
      from: orNull(instantInput),
      to: orNull(instantInput),
    })
    .nullish(),
  first: z.number().min(1, '1 to 100').max(100, '1 to 100').nullish(),
  after: orNull(cursorInput),
});

const nothing = { sessionId: null, agentId: null, outcome: null, cause: null, rule: null, from: null, to: null };

/** Decisions of the caller's own shop. */
export const shopDecisions =
  ({ readDb }: Pick<Deps, 'readDb'>): NonNullable<ShopResolvers['decisions']> =>
  ({ id }, args, { caller }) => {
    if (caller.shop !== id) return null;
    const { filter, first, after } = parseInput(listInput, args);
    return listDecisions(readDb, id, filter ?? nothing, { after, first: first ?? 20 });
  };

export const decisionConnection: DecisionConnectionResolvers = {
  edges: ({ rows }) => [...rows],
  nodes: ({ rows }) => [...rows],
  pageInfo: ({ rows, more }) => ({ hasNextPage: more, endCursor: rows.length > 0 ? cursorOf(rows.at(-1)!) : null }),
};

export const decisionEdge: DecisionEdgeResolvers = { cursor: cursorOf, node: (row: DecisionRow) => row };
