import type { ScheduleVersion } from '#libs/calendar/index';
import { resolvePolicy, type ReceivedValue } from '#libs/contracts/index';
import type { AccountFacts } from '../../presence/domain/agent';
import type { Settings } from '../domain/settings';

/* What routing takes of the snapshots of other services. */

export const settingsOf = (value: ReceivedValue<'shop-changed', 'snapshot'>): Settings => ({
  version: value.version,
  policyVersion: value.policyVersion,
  policy: resolvePolicy(value.policy),
  timeZone: value.timeZone,
  ownerId: value.ownerId,
  holidayMode: value.holidayMode && {
    from: new Date(value.holidayMode.from),
    to: value.holidayMode.to === null ? null : new Date(value.holidayMode.to),
  },
});

export const versionOf = (value: ReceivedValue<'schedule-changed', 'snapshot'>): ScheduleVersion => ({
  version: value.version,
  effectiveFrom: new Date(value.effectiveFrom),
  weekly: value.weekly,
});

export const accountOf = (value: ReceivedValue<'account-changed', 'snapshot'>): AccountFacts => ({
  version: value.version,
  hasAgentRole: value.roles.includes('AGENT'),
  imEnabled: value.imEnabled,
  noRouting: value.noRouting,
  active: value.active,
});
