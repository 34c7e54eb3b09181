import type { EventOf } from '#libs/contracts/index';
import type { Tx } from '#libs/platform/database/database';
import type { FaqAnswer } from '../../knowledge/domain/faq-entry';
import { answersOf } from '../../knowledge/store/faq-entries';
import { messageCount, type Message } from '../domain/session';
import type { Cases } from '../store/load-cases';
import { messagesInRanges } from '../store/load-messages';

/** What buyers wrote last in sessions that are left as messages of a closed shop, and what their shops answer common questions with (SCH-16). */
export interface AskedWhileClosed {
  readonly faq: ReadonlyMap<string, readonly FaqAnswer[]>;
  /** By session, oldest first. */
  readonly messages: ReadonlyMap<string, readonly Message[]>;
}

/** As many messages before a session was left are looked at. */
const mostMessages = 20;

const isClosed = (event: EventOf<'session-routed'>): boolean => event.type === 'left-message' && event.value.place === 'CLOSED';

/** Reads both for the outcomes of a flight. A shop without answers costs no look at its messages. */
export async function readAsked(tx: Tx, events: readonly EventOf<'session-routed'>[], cases: Promise<Cases>): Promise<AskedWhileClosed> {
  const left = events.filter(isClosed).map(({ value }) => value);
  const faq = await answersOf(
    tx,
    left.map(({ shopId }) => shopId),
  );
  if (faq.size === 0) return { faq, messages: new Map() };
  const told = new Set(left.map(({ sessionId }) => sessionId));
  const asking = (await cases).sessions.filter(({ session }) => told.has(session.id) && faq.has(session.shopId));
  const ranges = asking.map(({ session }) => ({
    sessionId: session.id,
    after: Math.max(session.questionsSeen, messageCount(session) - mostMessages),
    most: mostMessages,
  }));
  const found = await messagesInRanges(tx, ranges);
  return { faq, messages: new Map(ranges.map(({ sessionId }, index) => [sessionId, found[index] ?? []])) };
}
