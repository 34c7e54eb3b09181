import { formatTime } from '#libs/calendar/index';
import type { Deps, ReadDeps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { groupOf, pageOf } from '../../hours/resolvers/page-input';
import { readCoverage, readHead, readShifts, readTemplates, readUnfilled } from '../app/read-roster';
import { shortagesOf } from '../domain/coverage';
import { requirementTexts } from '../domain/required-agents';
import { rosterMutations } from './roster-mutations';
import { shiftCursor, shiftOfCursor } from './shift-cursor';

const times = {
  start: ({ start }: { readonly start: number }) => formatTime(start),
  end: ({ end }: { readonly end: number }) => formatTime(end),
};

const instants = {
  from: ({ start }: { readonly start: Date }) => start.toISOString(),
  to: ({ end }: { readonly end: Date }) => end.toISOString(),
};

/** Rosters. */
export const rosterResolvers = (deps: Deps & ReadDeps): Resolvers => ({
  Mutation: rosterMutations(deps),
  Shop: {
    rosterRevision: async ({ id }) => (await readHead(deps, id)).revision,
    requiredAgents: async ({ id }) => {
      const { required } = await readHead(deps, id);
      return required && requirementTexts(required);
    },
    shifts: ({ id }, { from, to, agentId, first, after }) =>
      readShifts(deps, { shopId: id, from, to, agentId: groupOf(agentId, 'agentId'), first: pageOf(first), after: shiftOfCursor(after) }),
    coverage: ({ id }, { from, to, groupId }) => readCoverage(deps, id, { from, to }, groupOf(groupId)),
    unfilledShifts: ({ id }, { templateId, from, to }) =>
      readUnfilled(deps, { shopId: id, from, to, templateId: groupOf(templateId, 'templateId') }),
    shiftTemplates: ({ id }) => readTemplates(deps, id),
  },
  Shift: { ...times, agent: ({ agentId }) => ({ id: agentId }) },
  ShiftConnection: {
    edges: ({ shifts }) => shifts.map((node) => ({ cursor: shiftCursor(node), node })),
    nodes: ({ shifts }) => shifts,
    pageInfo: ({ shifts, hasNextPage }) => ({ hasNextPage, endCursor: shifts.length > 0 ? shiftCursor(shifts.at(-1)!) : null }),
  },
  Coverage: {
    shortages: ({ slots }) => shortagesOf(slots),
    isComplete: ({ gaps, slots }) => gaps.length === 0 && slots.every(({ planned, required }) => planned >= (required ?? 0)),
  },
  RosterTime: instants,
  Shortage: instants,
  CoverageSlot: instants,
  PlannedShift: times,
  UnfilledShift: times,
});
