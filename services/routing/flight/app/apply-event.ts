import type { ReceivedValue } from '#libs/contracts/index';
import {
  accountChanged,
  overrideChanged,
  rosterChanged,
  scheduleChanged,
  scheduleWithdrawn,
  shopChanged,
} from '../../copies/domain/take-snapshots';
import { accountOf, overrideOf, rosterOf, settingsOf, versionOf } from '../../copies/app/read-snapshots';
import { sessionClosed } from '../../queue/domain/session-closed';
import { sessionEnded } from '../../queue/domain/session-ended';
import { sessionReturned } from '../../queue/domain/session-returned';
import { humanRequested } from '../../queue/domain/human-requested';
import { sessionStarted, shopSessionStarted } from '../../queue/domain/session-started';
import { factsOf } from '../../queue/domain/waiting-entry';
import type { ShopChange } from '../domain/shop-change';
import type { ConsumedEvent } from './input';

/** Applies one fact of another service to its shop. A type or an initiator this build does not know changes nothing. */
export function applyEvent(change: ShopChange, event: ConsumedEvent): void {
  switch (event.topic) {
    case 'session-started':
      return event.type === 'started' ? applyStart(change, event.value) : humanRequested(change, requestOf(event.value));
    case 'session-ended':
      return applyEnd(change, event);
    case 'session-closed':
      return event.type === 'closed' ? sessionClosed(change, event.value.sessionId, new Date(event.value.closedAt)) : undefined;
    case 'shop-changed':
      return shopChanged(change, settingsOf(event.value));
    case 'account-changed':
      return accountChanged(change, event.value.accountId, accountOf(event.value));
    case 'schedule-changed':
      return applySchedule(change, event);
    default:
      return event satisfies never;
  }
}

/** Sessions whose placement the store has to read before the event can be applied. */
export function sessionsOf(event: ConsumedEvent): string[] {
  switch (event.topic) {
    case 'session-started':
      return event.type === 'started' && event.value.reentryOf !== null
        ? [event.value.sessionId, event.value.reentryOf]
        : [event.value.sessionId];
    case 'session-ended':
      return [event.value.sessionId];
    case 'session-closed':
      return event.type === 'erased' ? [] : [event.value.sessionId];
    default:
      return [];
  }
}

const requestOf = (value: ReceivedValue<'session-started', 'to-human'>) => ({
  sessionId: value.sessionId,
  openedAt: new Date(value.openedAt),
  requestedAt: new Date(value.requestedAt),
  revision: value.routingRevision ?? 0,
  facts: factsOf({ ...value, viaBot: true }),
});

function applyStart(change: ShopChange, value: ReceivedValue<'session-started', 'started'>): void {
  const { sessionId, initiator, openedAt, reentryOf } = value;
  if (initiator === 'SHOP') return shopSessionStarted(change, sessionId);
  if (initiator === 'BUYER') sessionStarted(change, { sessionId, openedAt: new Date(openedAt), facts: factsOf(value) }, reentryOf);
}

function applyEnd(change: ShopChange, event: Extract<ConsumedEvent, { topic: 'session-ended' }>): void {
  if (event.type === 'ended') return sessionEnded(change, event.value.sessionId, new Date(event.value.endedAt));
  const { sessionId, agentId, returnedAt, waitingSince, reason } = event.value;
  const at = { returnedAt: new Date(returnedAt), waitingSince: new Date(waitingSince) };
  sessionReturned(change, { sessionId, agentId, ...at, isSilent: reason === 'SILENT' });
}

function applySchedule(change: ShopChange, event: Extract<ConsumedEvent, { topic: 'schedule-changed' }>): void {
  if (event.type === 'snapshot') return scheduleChanged(change, versionOf(event.value));
  if (event.type === 'withdrawn') return scheduleWithdrawn(change, event.value.version);
  if (event.type === 'roster') return rosterChanged(change, event.value.date, rosterOf(event.value));
  if (event.type === 'override') overrideChanged(change, event.value.revision, overrideOf(event.value));
}
