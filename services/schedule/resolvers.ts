import { ownShop } from '#libs/platform/access';
import { AppError } from '#libs/platform/errors';
import { parseInput } from '#libs/platform/parse-input';
import { readReception, readVersions } from './app/read-reception';
import { saveSchedule, saveScheduleInput, type Call } from './app/save-schedule';
import { weeklyTexts } from './domain/windows';
import type { Resolvers } from './generated/resolver-types';

const instantOf = (value: unknown): Date => {
  const instant = new Date(String(value));
  if (Number.isNaN(instant.getTime()))
    throw new AppError('BAD_USER_INPUT', 'at is no instant.', { field: 'at', expected: 'an RFC 3339 instant' });
  return instant;
};

const pageOf = (first: number): number => {
  if (first < 1 || first > 100) throw new AppError('BAD_USER_INPUT', 'first is out of range.', { field: 'first', expected: '1 to 100' });
  return first;
};

export const resolvers = (deps: Call['deps']): Resolvers => ({
  Mutation: {
    saveReceptionSchedule: async (_root, { input }, { caller, traceparent }) => {
      ownShop(caller, input.shopId);
      const version = await saveSchedule({ deps, caller, traceparent }, parseInput(saveScheduleInput, input));
      return { shop: { id: input.shopId }, version, warnings: [] };
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
