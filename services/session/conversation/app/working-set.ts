import type { AnyNewEvent, Trigger } from '#libs/contracts/index';
import { outboundEvent } from '../../outbound/app/outbound-event';
import type { Change, ScriptSent } from '../domain/change';
import type { Buyer, Message, Session, ShopTerms } from '../domain/session';
import { timerAfter } from '../domain/timers';
import type { SessionDeadline } from '../store/deadlines';
import type { Cases } from '../store/load-cases';
import type { CaseChanges } from '../store/save-cases';
import type { StoredSession } from '../store/session-table';
import { createFlightMessages } from './flight-messages';
import { toEvent, triggerOf } from './session-events';

/** What a flight has before it: the loaded state, moving on with each decision, and everything to be written at the end. */
export interface WorkingSet {
  session(id: string): Session | null;
  openSession(buyerId: string): Session | null;
  buyer(id: string): Buyer | null;
  terms(shopId: string): ShopTerms | null;
  /** A message that the channel has delivered, in an earlier flight or in this one. */
  delivered(buyerId: string, channelMessageId: string): Message | null;
  /** A message that was loaded, or that this flight has written. */
  message(id: string): Message | null;
  apply(change: Change, trigger: Trigger): void;
  /** The changes and the events of all decisions so far. */
  results(now: Date): { readonly changes: CaseChanges; readonly events: readonly AnyNewEvent[] };
}

/** Holds what was loaded. Nothing here reads the database or decides anything. */
export function createWorkingSet(cases: Cases, loaded: readonly Message[], newId: () => string): WorkingSet {
  const before = new Map(cases.sessions.map((stored) => [stored.session.id, stored]));
  const sessions = new Map(cases.sessions.map(({ session }) => [session.id, session]));
  const open = new Map<string, string>();
  const buyers = new Map(cases.buyers.map((buyer) => [buyer.id, buyer]));
  const messages = createFlightMessages(loaded);
  const [changedSessions, changedBuyers] = [new Set<string>(), new Set<string>()];
  const events: AnyNewEvent[] = [];
  const put = (session: Session): void => {
    sessions.set(session.id, session);
    if (session.state !== 'CLOSED') open.set(session.buyerId, session.id);
    else if (open.get(session.buyerId) === session.id) open.delete(session.buyerId);
  };
  const used: ScriptSent[] = [];
  for (const { session } of cases.sessions) put(session);
  return {
    session: (id) => sessions.get(id) ?? null,
    openSession: (buyerId) => sessions.get(open.get(buyerId) ?? '') ?? null,
    buyer: (id) => buyers.get(id) ?? null,
    terms: (shopId) => cases.terms.get(shopId) ?? null,
    message: messages.byId,
    delivered: messages.byChannel,
    apply: (change, trigger) => {
      for (const session of change.sessions) {
        put(session);
        changedSessions.add(session.id);
      }
      change.messages.forEach(messages.record);
      change.revised?.forEach(messages.revise);
      used.push(...(change.used ?? []));
      for (const buyer of change.buyers) {
        buyers.set(buyer.id, buyer);
        changedBuyers.add(buyer.id);
      }
      for (const fact of change.facts) {
        events.push(toEvent(fact, trigger, newId()));
        const said = outboundEvent(fact, triggerOf(fact, trigger), newId, cases.terms.get(fact.session.shopId) ?? null);
        if (said) events.push(said);
      }
    },
    results: (now) => ({
      changes: {
        ...sessionChanges(
          [...changedSessions].map((id) => sessions.get(id)!),
          before,
          now,
        ),
        ...messages.results(),
        used,
        buyers: [...changedBuyers].map((id) => buyers.get(id)!),
      },
      events,
    }),
  };
}

/** Which rows are new and which change, with the timers that follow. */
function sessionChanges(
  changed: readonly Session[],
  before: ReadonlyMap<string, StoredSession>,
  now: Date,
): Pick<CaseChanges, 'newSessions' | 'changedSessions' | 'deadlines' | 'untimed'> {
  const [newSessions, changedSessions]: [StoredSession[], StoredSession[]] = [[], []];
  const [deadlines, untimed]: [SessionDeadline[], string[]] = [[], []];
  for (const session of changed) {
    const stored = before.get(session.id);
    if (stored) changedSessions.push({ session, version: stored.version + 1 });
    else newSessions.push({ session, version: 1 });
    const timer = timerAfter(stored?.session ?? null, session, now);
    if (timer === 'NONE') untimed.push(session.id);
    else if (timer) deadlines.push({ ...timer, sessionId: session.id, shopId: session.shopId });
  }
  return { newSessions, changedSessions, deadlines, untimed };
}
