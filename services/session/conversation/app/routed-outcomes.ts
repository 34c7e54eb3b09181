import { systemTrigger, type EventOf, type ReceivedValue } from '#libs/contracts/index';
import type { Log } from '#libs/platform/process/log';
import { requestIdOf } from '#libs/platform/trace-context';
import type { AgentKey } from '../../copies/store/agent-copy';
import { noticeKey } from '../../copies/store/schedule-copy';
import { decideRouted, type RoutedOutcome } from '../domain/decide-routed';
import { isKnownPrompt, promptMessage } from '../domain/priority-prompt';
import type { ShopTerms } from '../domain/session';
import type { AskedWhileClosed } from './asked-while-closed';
import type { WorkingSet } from './working-set';

type Routed = EventOf<'session-routed'>;

/** What becomes of a session; that an offer was declined is followed by one. */
type RoutedEvent = Exclude<Routed, { readonly type: 'declined' }>;

/** What a flight knows when it applies routing's outcomes. */
export interface OutcomeFlight {
  readonly deps: { readonly log: Log; readonly newId: () => string };
  readonly set: WorkingSet;
  /** Versions of the shop's routing row at which agents last went OFFLINE; null = never. */
  readonly offline: ReadonlyMap<string, number | null>;
  readonly notices: ReadonlyMap<string, string | null>;
  readonly asked: AskedWhileClosed;
  readonly now: Date;
}

/** One outcome of routing: assigned, offered, queued or left, with the closed notice where it is due (SCH-14, RTE-61). */
export function applyOutcome({ deps, set, offline, notices, asked, now }: OutcomeFlight, event: Routed): void {
  if (event.type === 'declined') return;
  const { sessionId, shopId } = event.value;
  const session = set.session(sessionId);
  const buyer = session && set.buyer(session.buyerId);
  const terms = set.terms(shopId);
  if (session?.shopId !== shopId || buyer === null || terms === null) {
    deps.log.warn(
      { sessionId, eventId: event.id, requestId: requestIdOf(event.traceparent) },
      'routing speaks of a session that is not here; passed over',
    );
    return;
  }
  const outcome = outcomeOf(event, { terms, notices, asked, newId: deps.newId });
  const agentOffline = isAssignment(event) ? (offline.get(event.value.agentId) ?? null) : null;
  const decision = decideRouted(session, buyer, outcome, agentOffline, now);
  switch (decision.outcome) {
    case 'changed':
      return set.apply(decision.change, systemTrigger(event.id, event.traceparent));
    case 'stale':
      return;
    case 'illegal':
      throw new Error(`${decision.message} (${event.topic} ${event.type}, revision ${event.value.revision})`);
    default:
      return decision satisfies never;
  }
}

type OutcomeTerms = Pick<OutcomeFlight, 'notices' | 'asked'> & { readonly terms: ShopTerms; readonly newId: () => string };

function outcomeOf(event: RoutedEvent, notice: OutcomeTerms): RoutedOutcome {
  const at = new Date(event.value.decidedAt);
  const { revision, sessionId } = event.value;
  switch (event.type) {
    case 'assigned':
    case 'transferred': {
      const { agentId, cause, shopVersion } = event.value;
      const answerDueAt = event.value.answerDueAt === undefined ? null : new Date(event.value.answerDueAt);
      const fact = { kind: 'ASSIGNED', agentId, cause, revision, shopVersion, answerDueAt, at } as const;
      return { fact, closed: null, prompt: promptOf(event.value.prompt, notice) };
    }
    case 'to-bot':
      return { fact: { kind: 'TO_BOT', revision, at }, closed: null };
    // For the buyer it waits until the agent has accepted.
    case 'offered': {
      const { agentId, offerUntil } = event.value;
      return { fact: { kind: 'QUEUED', revision, at, offer: { agentId, until: new Date(offerUntil) } }, closed: null };
    }
    case 'queued':
      return { fact: { kind: 'QUEUED', revision, at }, closed: null };
    case 'left-message': {
      const { place, closedPeriod, nextOpeningAt, shopId, scheduleVersion } = event.value;
      if (place !== 'CLOSED') return { fact: { kind: 'LEFT_MESSAGE', revision, at, closed: null }, closed: null };
      const { timeZone, language } = notice.terms;
      const receptionHours = (language === 'en' ? event.value.receptionHoursEn : event.value.receptionHours) ?? null;
      const hours = { receptionHours, nextOpeningAt: nextOpeningAt === null ? null : new Date(nextOpeningAt), timeZone, language };
      const template = scheduleVersion === null ? null : (notice.notices.get(noticeKey(shopId, scheduleVersion)) ?? null);
      const period = closedPeriod ?? 'unnamed';
      const faq = { entries: notice.asked.faq.get(shopId) ?? [], terms: notice.terms };
      const asked = (notice.asked.messages.get(sessionId) ?? []).map((message) => ({ message, answerId: notice.newId() }));
      const fact = { kind: 'LEFT_MESSAGE', revision, at, closed: { period, receptionHours, until: hours.nextOpeningAt } } as const;
      return { fact, closed: { period, hours, template, noticeId: notice.newId(), faq, asked } };
    }
    default:
      return event satisfies never;
  }
}

/** One that a newer routing words in a way this build does not know is not said. */
function promptOf(told: ReceivedValue<'session-routed', 'assigned'>['prompt'], notice: OutcomeTerms): RoutedOutcome['prompt'] {
  return told && isKnownPrompt(told) ? promptMessage(notice.newId(), told, notice.terms.language) : undefined;
}

/** An agent has the session now, by routing's choice or by hand. */
const isAssignment = (event: Routed): event is Extract<Routed, { readonly type: 'assigned' | 'transferred' }> =>
  event.type === 'assigned' || event.type === 'transferred';

/** Whom the outcomes assign sessions to. */
export const assignedAgents = (events: readonly Routed[]): AgentKey[] =>
  events.flatMap((event) => (isAssignment(event) ? [{ agentId: event.value.agentId, shopId: event.value.shopId }] : []));

/** The versions of reception hours that the outcomes speak of. */
export function schedulesOf(events: readonly Routed[]): { shopId: string; version: number }[] {
  const schedules = new Map<string, { shopId: string; version: number }>();
  for (const { type, value } of events) {
    if (type !== 'left-message' || value.scheduleVersion === null) continue;
    schedules.set(noticeKey(value.shopId, value.scheduleVersion), { shopId: value.shopId, version: value.scheduleVersion });
  }
  return [...schedules.values()];
}
