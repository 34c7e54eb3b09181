import { parseInstant } from '#libs/calendar/index';
import { ownShop } from '#libs/platform/access/access';
import { AppError } from '#libs/platform/errors';
import { command } from '#libs/platform/graphql/command';
import type { Deps, ReadDeps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { readReception, readVersions } from '../app/read-reception';
import { saveSchedule } from '../app/save-schedule';
import { weeklyTexts } from '../domain/windows';
import { saveScheduleInput } from './hours-inputs';

const instantOf = (value: unknown): Date => {
  const instant = parseInstant(String(value));
  if (instant) return instant;
  throw new AppError('BAD_USER_INPUT', 'at is no instant.', { field: 'at', expected: 'an RFC 3339 instant of the years 0001 to 9999' });
};

const actsAtOnce = {
  code: 'ACTS_AT_ONCE',
  message: 'effectiveFrom has passed already, so the new hours act from now on.',
  field: 'effectiveFrom',
} as const;

const pageOf = (first: number): number => {
  if (first >= 1 && first <= 100) return first;
  throw new AppError('BAD_USER_INPUT', 'first is out of range.', { field: 'first', expected: '1 to 100' });
};

/** Reception hours: parse, one use case, answer. */
export const hoursResolvers = (deps: Deps & ReadDeps): Resolvers => ({
  Mutation: {
    saveReceptionSchedule: command('saveReceptionSchedule', saveScheduleInput, async (asked) => {
      const { version, wasPast } = await saveSchedule(deps, asked);
      return { shop: { id: asked.shopId }, version, warnings: wasPast ? [actsAtOnce] : [] };
    }),
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
