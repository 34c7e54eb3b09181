import { check, type Check } from './check';
import type { ShopFacts } from './shop-facts';

/** What the clients saw of one contact. */
export interface PlayedContact {
  readonly contactId: string;
  readonly sessionId: string;
  readonly outcome: 'served' | 'left';
}

/** Contacts sent = sessions accepted = outcomes: each session that a client was told of began once and ended once, as the client saw it end. */
export function checkOutcomes(sent: number, played: readonly PlayedContact[], { started, closed }: ShopFacts): Check {
  const problems: string[] = [];
  if (played.length !== sent) problems.push(`${sent} contacts sent, but ${played.length} came to an end`);
  if (started.length !== sent) problems.push(`${sent} contacts sent, but ${started.length} sessions accepted`);
  const begun = countBy(started.map((event) => event.value.sessionId));
  const ends = countBy(closed.map((event) => event.value.sessionId));
  const reasons = new Map(closed.map((event) => [event.value.sessionId, event.value.reason]));
  for (const { contactId, sessionId, outcome } of played) {
    const [starts, closes, reason] = [begun.get(sessionId) ?? 0, ends.get(sessionId) ?? 0, reasons.get(sessionId)];
    if (starts !== 1 || closes !== 1) problems.push(`contact ${contactId}: its session began ${starts} times and ended ${closes} times`);
    else if (reason !== (outcome === 'served' ? 'AGENT_CLOSED' : 'BUYER_LEFT')) {
      problems.push(`contact ${contactId} was ${outcome}, but its session closed with ${reason}`);
    }
  }
  const served = played.filter((contact) => contact.outcome === 'served').length;
  return check(
    'contacts = sessions = outcomes',
    problems,
    `${sent} contacts sent = ${started.length} sessions accepted = ${served} served + ${played.length - served} left`,
  );
}

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
