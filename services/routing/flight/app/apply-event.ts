import type { ScheduleVersion } from '#libs/calendar/index';
import { resolvePolicy, type ReceivedValue } from '#libs/contracts/index';
import type { AccountFacts } from '../../presence/domain/agent';
import { accountChanged, scheduleChanged, shopChanged } from '../../copies/domain/copies';
import type { Draft } from '../domain/shop-change';
import { sessionClosed, sessionEnded, sessionStarted, shopSessionStarted } from '../../queue/domain/session-facts';
import type { Settings } from '../../copies/domain/settings';
import type { Arrival } from '../../queue/domain/session-placement';
import type { ConsumedEvent } from './input';

/** Applies one fact of another service to the draft of its shop. A type or an initiator this build does not know changes nothing. */
export function applyEvent(draft: Draft, event: ConsumedEvent): void {
  switch (event.topic) {
    case 'session-started':
      if (event.value.initiator === 'SHOP') return shopSessionStarted(draft, event.value.sessionId);
      if (event.value.initiator !== 'BUYER') return;
      return sessionStarted(draft, arrivalOf(event.value), event.value.reentryOf);
    case 'session-ended':
      if (event.type !== 'ended') return;
      return sessionEnded(draft, event.value.sessionId, new Date(event.value.endedAt));
    case 'session-closed':
      return sessionClosed(draft, event.value.sessionId, new Date(event.value.closedAt));
    case 'shop-changed':
      return shopChanged(draft, settingsOf(event.value));
    case 'account-changed':
      return accountChanged(draft, event.value.accountId, accountOf(event.value));
    case 'schedule-changed':
      return scheduleChanged(draft, versionOf(event.value));
    default:
      return event satisfies never;
  }
}

/** Sessions whose standing the store has to read before the event can be applied. */
export function sessionsOf(event: ConsumedEvent): string[] {
  switch (event.topic) {
    case 'session-started':
      return [event.value.sessionId, ...(event.value.reentryOf === null ? [] : [event.value.reentryOf])];
    case 'session-ended':
    case 'session-closed':
      return [event.value.sessionId];
    default:
      return [];
  }
}

const arrivalOf = (value: ReceivedValue<'session-started', 'started'>): Arrival => ({
  sessionId: value.sessionId,
  openedAt: new Date(value.openedAt),
  facts: {
    buyerId: value.buyerId,
    channel: value.channel,
    entryPoint: value.entryPoint ?? null,
    viaBot: value.viaBot,
    lastHuman: value.lastHuman,
  },
});

const settingsOf = (value: ReceivedValue<'shop-changed', 'snapshot'>): Settings => ({
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

const versionOf = (value: ReceivedValue<'schedule-changed', 'snapshot'>): ScheduleVersion => ({
  version: value.version,
  effectiveFrom: new Date(value.effectiveFrom),
  weekly: value.weekly,
});

const accountOf = (value: ReceivedValue<'account-changed', 'snapshot'>): AccountFacts => ({
  version: value.version,
  hasAgentRole: value.roles.includes('AGENT'),
  imEnabled: value.imEnabled,
  noRouting: value.noRouting,
  active: value.active,
});
