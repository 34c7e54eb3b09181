import { factOf, type AnyNewEvent } from '#libs/contracts/index';
import type { NewId } from '#libs/platform/process/ids';
import type { Outcome } from '../domain/outcome';
import type { Route } from '../domain/route';
import type { Decided } from '../store/save-decisions';

/** The event of `session-routed` that a decision makes true. Routing decides by itself, whoever gave the occasion; what people do by hand is theirs. */
export function routedEvent({ id: decisionId, shopId, outcome }: Decided, newId: NewId): AnyNewEvent {
  const { route, sessionId, decidedAt, settingsVersion } = outcome;
  const trigger = outcome.byHand ? outcome.trigger : ({ ...outcome.trigger, actor: { kind: 'SYSTEM', id: null } } as const);
  const fact = {
    id: newId(),
    topic: 'session-routed',
    shopId,
    subject: sessionId,
    occurredAt: decidedAt,
    policyVersion: settingsVersion,
  } as const;
  const routed = {
    sessionId,
    revision: outcome.revision,
    shopVersion: outcome.shopVersion,
    decisionId,
    rule: route.rule,
    cause: route.cause,
    pool: outcome.pool,
    band: outcome.band,
    enqueuedAt: outcome.enqueuedAt?.toISOString() ?? null,
    decidedAt: decidedAt.toISOString(),
    settingsVersion,
    scheduleVersion: outcome.scheduleVersion,
    ...(outcome.groupId !== null && { groupId: outcome.groupId }),
    ...(route.priorityFailed && { priorityFailed: true }),
  };
  switch (route.outcome) {
    case 'assigned': {
      const value = { ...routed, ...assignedOf(outcome, route) };
      if (outcome.offer) {
        const offerUntil = new Date(outcome.offer.until).toISOString();
        return factOf<'session-routed', 'offered'>(trigger, { ...fact, type: 'offered', value: { ...value, offerUntil } });
      }
      return isTransfer(outcome)
        ? factOf<'session-routed', 'transferred'>(trigger, {
            ...fact,
            type: 'transferred',
            value: { ...value, noteLength: noteLength(outcome) },
          })
        : factOf<'session-routed', 'assigned'>(trigger, { ...fact, type: 'assigned', value });
    }
    case 'to-bot':
      return factOf<'session-routed', 'to-bot'>(trigger, { ...fact, type: 'to-bot', value: routed });
    case 'queued':
      return factOf<'session-routed', 'queued'>(trigger, { ...fact, type: 'queued', value: routed });
    case 'left-message': {
      const value = { ...routed, place: route.place, ...noticeOf(outcome) };
      return factOf<'session-routed', 'left-message'>(trigger, { ...fact, type: 'left-message', value });
    }
    default:
      return route satisfies never;
  }
}

const assignedOf = (
  { load, capacity, slots, waitedMs, previousAgentId, prompt, answerDueAt }: Outcome,
  route: Extract<Route, { outcome: 'assigned' }>,
) => ({
  ...{ agentId: route.agentId, previousAgentId, waitedMs, load, capacity, over: route.over ? route.cause : null },
  ...(slots > 1 && { slots }),
  ...(prompt && { prompt: { ...prompt } }),
  ...(answerDueAt && { answerDueAt: answerDueAt.toISOString() }),
});

/** An agent has it from another one, by hand (RTE-62). */
const isTransfer = ({ byHand, previousAgentId, isAccepted }: Outcome): boolean =>
  byHand !== null && previousAgentId !== null && !isAccepted;

/** In characters: an event tells no text. */
const noteLength = ({ byHand }: Outcome): number => [...(byHand?.note ?? '')].length;

/** The closed notice's facts; a message left while the shop is open gets none. */
const noticeOf = ({ notice }: Outcome) => ({
  closedPeriod: notice?.period ?? null,
  nextOpeningAt: notice?.nextOpeningAt?.toISOString() ?? null,
  receptionHours: notice?.hours?.zh ?? null,
  receptionHoursEn: notice?.hours?.en ?? null,
});
