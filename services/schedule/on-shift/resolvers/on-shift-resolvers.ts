import type { Deps, ReadDeps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { instantOf } from '../../hours/resolvers/page-input';
import { readOnShift } from '../app/read-on-shift';

/** Who is on shift. */
export const onShiftResolvers = (deps: Pick<Deps, 'clock'> & ReadDeps): Resolvers => ({
  Shop: {
    onShift: ({ id }, { at }) => readOnShift(deps, id, at === null || at === undefined ? deps.clock.now() : instantOf(at)),
  },
  Agent: {
    __resolveReference: ({ id }) => ({ id }),
    shiftNow: async ({ id }, _args, { extra }) => (await extra.agentShifts.load(id))?.now ?? null,
    shiftNext: async ({ id }, _args, { extra }) => (await extra.agentShifts.load(id))?.next ?? null,
  },
  TimedShift: { from: ({ start }) => start.toISOString(), to: ({ end }) => end.toISOString() },
});
