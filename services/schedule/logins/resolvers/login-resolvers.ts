import type { Deps, ReadDeps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { groupOf, pageOf } from '../../hours/resolvers/page-input';
import { shiftCursor, shiftOfCursor } from '../../roster/resolvers/shift-cursor';
import { readLateLogins } from '../app/read-late-logins';

/** Punctuality. */
export const loginResolvers = (deps: Pick<Deps, 'clock'> & ReadDeps): Resolvers => ({
  Shop: {
    lateLogins: ({ id }, { from, to, agentId, first, after }) =>
      readLateLogins(deps, {
        shopId: id,
        from,
        to,
        agentId: groupOf(agentId, 'agentId'),
        first: pageOf(first),
        after: shiftOfCursor(after),
      }),
  },
  LateLoginConnection: {
    edges: ({ late }) => late.map((node) => ({ cursor: shiftCursor(node.shift), node })),
    nodes: ({ late }) => late,
    pageInfo: ({ late, hasNextPage }) => ({ hasNextPage, endCursor: late.length > 0 ? shiftCursor(late.at(-1)!.shift) : null }),
  },
  LateLogin: {
    from: ({ start }) => start.toISOString(),
    to: ({ end }) => end.toISOString(),
    onlineAt: ({ onlineAt }) => onlineAt?.toISOString() ?? null,
  },
});
