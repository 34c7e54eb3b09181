import { newEvent, type AnyNewEvent } from '#libs/contracts/index';
import type { NewId } from '#libs/platform/process/ids';
import type { Cause, StatusChange } from '../../decision/domain/outcome';
import type { Decided } from '../../decision/store/save-decisions';

interface Told {
  readonly shopId: string;
  readonly policyVersion: number | null;
}

const actorOf = ({ accountId }: Cause) =>
  accountId === null ? ({ kind: 'SYSTEM', id: null } as const) : ({ kind: 'ACCOUNT', id: accountId } as const);

const common = (told: Told, at: Date, cause: Cause) => ({
  shopId: told.shopId,
  occurredAt: at.toISOString(),
  actor: actorOf(cause),
  causeId: cause.id,
  policyVersion: told.policyVersion,
});

/** The fact of `session-routed` that a decision makes true. */
export function routedEvent(decided: Decided, newId: NewId): AnyNewEvent {
  const { outcome, shopId } = decided;
  const { route, cause } = outcome;
  const head = { id: newId(), topic: 'session-routed', shopId, subject: outcome.sessionId, traceparent: cause.traceparent } as const;
  const routed = {
    ...common({ shopId, policyVersion: outcome.settingsVersion }, outcome.decidedAt, { ...cause, accountId: null }),
    sessionId: outcome.sessionId,
    revision: outcome.revision,
    shopVersion: outcome.shopVersion,
    decisionId: decided.id,
    rule: route.rule,
    cause: route.cause,
    pool: outcome.pool,
    band: outcome.band,
    enqueuedAt: outcome.enqueuedAt?.toISOString() ?? null,
    decidedAt: outcome.decidedAt.toISOString(),
    settingsVersion: outcome.settingsVersion,
    scheduleVersion: outcome.scheduleVersion,
  };
  switch (route.outcome) {
    case 'assigned': {
      const over = route.over ? route.cause : null;
      const { load, capacity, waitedMs } = outcome;
      const value = { ...routed, agentId: route.agentId, previousAgentId: null, waitedMs, load, capacity, over };
      return newEvent<'session-routed', 'assigned'>({ ...head, type: 'assigned', value });
    }
    case 'queued':
      return newEvent<'session-routed', 'queued'>({ ...head, type: 'queued', value: routed });
    case 'left-message':
      return newEvent<'session-routed', 'left-message'>({
        ...head,
        type: 'left-message',
        value: { ...routed, place: route.place, ...noticeOf(decided) },
      });
    default:
      return route satisfies never;
  }
}

/** The closed notice's facts; a message left while the shop is open gets none. */
const noticeOf = ({ outcome: { notice } }: Decided) => ({
  closedPeriod: notice?.period ?? null,
  nextOpeningAt: notice?.nextOpeningAt?.toISOString() ?? null,
  receptionHours: notice?.hours ?? null,
});

/** The fact of `agent-status-changed` that a change of presence or capacity makes true. */
export function statusEvent(change: StatusChange, told: Told, newId: NewId): AnyNewEvent {
  const { id: agentId, ...status } = change.status;
  const { shopId } = told;
  const head = { id: newId(), topic: 'agent-status-changed', shopId, subject: agentId, traceparent: change.cause.traceparent } as const;
  const since = change.since.toISOString();
  const value = {
    ...common(told, change.since, change.cause),
    agentId,
    shopVersion: change.shopVersion,
    ...status,
    reason: change.reason,
    device: change.device,
    since,
  };
  if (change.change.type === 'capacity') {
    return newEvent<'agent-status-changed', 'capacity'>({
      ...head,
      type: 'capacity',
      value: { ...value, fromCapacity: change.change.from, toCapacity: change.change.to },
    });
  }
  const { from, to, previousSince } = change.change;
  return newEvent<'agent-status-changed', 'presence'>({
    ...head,
    type: 'presence',
    value: { ...value, from, to, previousSince: previousSince?.toISOString() ?? null },
  });
}
