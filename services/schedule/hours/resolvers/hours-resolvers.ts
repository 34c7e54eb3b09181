import { ownShop } from '#libs/platform/access/access';
import { AppError } from '#libs/platform/errors';
import { parseInput } from '#libs/platform/graphql/parse-input';
import { readReception, readVersions } from '../app/read-reception';
import { saveSchedule, saveScheduleInput, type Call } from '../app/save-schedule';
import { parseInstant } from '../domain/instant';
import { weeklyTexts } from '../domain/windows';
import type { Resolvers } from '../../generated/resolver-types';

const instantOf = (value: unknown): Date => {
  const instant = parseInstant(String(value));
  if (!instant) throw new AppError('BAD_USER_INPUT', 'at is no instant.', { field: 'at', expected: 'an RFC 3339 instant' });
  return instant;
};

const actsAtOnce = {
  code: 'ACTS_AT_ONCE',
  message: 'effectiveFrom has passed already, so the new hours act from now on.',
  field: 'effectiveFrom',
} as const;

const pageOf = (first: number): number => {
  if (first < 1 || first > 100) throw new AppError('BAD_USER_INPUT', 'first is out of range.', { field: 'first', expected: '1 to 100' });
  return first;
};

export const hoursResolvers = (deps: Call['deps']): Resolvers => ({
  Mutation: {
    saveReceptionSchedule: async (_root, { input }, { caller, traceparent }) => {
      ownShop(caller, input.shopId);
      const { version, wasPast } = await saveSchedule({ deps, caller, traceparent }, parseInput(saveScheduleInput, input));
      return { shop: { id: input.shopId }, version, warnings: wasPast ? [actsAtOnce] : [] };
    },
  },
  Shop: {
    __resolveReference: ({ id }, { caller }) => ({ id: ownShop(caller, id, 'id') }),
    reception: ({ id }, { at }) => readReception(deps, id, at === null || at === undefined ? deps.clock.now() : instantOf(at)),
    receptionVersions: ({ id }, { first }) => readVersions(deps, id, pageOf(first ?? 20)),
  },
  Reception: {
    state: ({ open }) => (open ? 'OPEN' : 'CLOSED'),
    nextChangeAt: ({ nextChangeAt }) => nextChangeAt?.toISOString() ?? null,
  },
  ReceptionVersion: {
    number: ({ version }) => version,
    weekly: ({ weekly }) => weekly && weeklyTexts(weekly),
    effectiveFrom: ({ effectiveFrom }) => effectiveFrom.toISOString(),
    savedAt: ({ savedAt }) => savedAt.toISOString(),
  },
});
