import { holidayRules, type HolidayPolicy, type Override, type ScheduleVersion } from '#libs/calendar/index';
import { resolvePolicy, type ReceivedValue } from '#libs/contracts/index';
import type { AccountFacts } from '../../presence/domain/agent';
import type { RosterDate } from '../domain/roster-copy';
import type { Settings } from '../domain/settings';

/* What routing takes of the snapshots of other services. */

export const settingsOf = (value: ReceivedValue<'shop-changed', 'snapshot'>): Settings => ({
  version: value.version,
  policyVersion: value.policyVersion,
  policy: resolvePolicy(value.policy),
  preset: value.preset,
  timeZone: value.timeZone,
  ownerId: value.ownerId,
  tiers: value.tiers ?? [],
  trials: value.trials ?? [],
  holidayMode: value.holidayMode && {
    from: new Date(value.holidayMode.from),
    to: value.holidayMode.to === null ? null : new Date(value.holidayMode.to),
  },
});

export const versionOf = (value: ReceivedValue<'schedule-changed', 'snapshot'>): ScheduleVersion => ({
  version: value.version,
  effectiveFrom: new Date(value.effectiveFrom),
  weekly: value.weekly,
  seasons: value.seasons ?? [],
  ranges: value.ranges ?? [],
  closures: value.closures ?? [],
  holidays: value.holidays ? holidaysOf(value.holidays) : null,
  groupId: value.groupId ?? null,
  followsShop: value.followsShop ?? false,
});

/** A holiday rule that this build does not know is none. */
const holidaysOf = (value: NonNullable<ReceivedValue<'schedule-changed', 'snapshot'>['holidays']>): HolidayPolicy => ({
  ...value,
  rule: holidayRules.find((rule) => rule === value.rule) ?? 'IGNORE',
});

export const overrideOf = ({ override }: ReceivedValue<'schedule-changed', 'override'>): Override | null =>
  override && { ...override, from: new Date(override.from), to: override.to === null ? null : new Date(override.to) };

export const rosterOf = ({ revision, shifts }: ReceivedValue<'schedule-changed', 'roster'>): RosterDate => ({
  revision,
  shifts: shifts.map(({ agent: agentId, from, to }) => ({ agentId, from: new Date(from), to: new Date(to) })),
});

export const accountOf = (value: ReceivedValue<'account-changed', 'snapshot'>): AccountFacts => ({
  version: value.version,
  hasAgentRole: value.roles.includes('AGENT'),
  imEnabled: value.imEnabled,
  noRouting: value.noRouting,
  active: value.active,
  nickname: value.nickname,
});
