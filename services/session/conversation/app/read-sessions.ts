import type { Database } from '#libs/platform/database/database';
import type { Buyer, Message } from '../domain/session';
import { loadCases, type Cases } from '../store/load-cases';
import { messagesAfter } from '../store/load-messages';
import { awaitsAgent } from '../store/list-sessions';
import { readBuyers } from '../store/read-buyers';
import type { SessionView } from './session-view';

/** The sessions of a shop by id, in the order asked; null for one it does not have. */
export async function readSessions(db: Database, shopId: string, ids: readonly string[]): Promise<(SessionView | null)[]> {
  const views = viewsOf(await db.transaction([shopId], (tx) => loadCases(tx, { buyers: [], sessions: ids })));
  return ids.map((id) => views.get(id) ?? null);
}

/** The buyer's open session, or null. */
export async function readOpenSession(db: Database, shopId: string, buyerId: string): Promise<SessionView | null> {
  const views = viewsOf(await db.transaction([shopId], (tx) => loadCases(tx, { buyers: [buyerId], sessions: [] })));
  return [...views.values()][0] ?? null;
}

/** The buyers of a shop by id, in the order asked; null for one it does not have. */
export async function readBuyersById(db: Database, shopId: string, ids: readonly string[]): Promise<(Buyer | null)[]> {
  const buyers = new Map((await db.transaction([shopId], (tx) => readBuyers(tx, ids))).map((buyer) => [buyer.id, buyer]));
  return ids.map((id) => buyers.get(id) ?? null);
}

/** A session's messages after an ordinal, and whether there are more. */
export async function readMessages(
  db: Database,
  shopId: string,
  sessionId: string,
  page: { after: number; first: number },
): Promise<{ messages: readonly Message[]; more: boolean }> {
  const found = await db.transaction([shopId], (tx) => messagesAfter(tx, sessionId, page.after, page.first + 1));
  return { messages: found.slice(0, page.first), more: found.length > page.first };
}

/** Whether routing's outcome for the session is still to come. */
export const sessionAwaitsAgent = (db: Database, shopId: string, sessionId: string): Promise<boolean> =>
  db.transaction([shopId], (tx) => awaitsAgent(tx, sessionId));

/** Sessions with their buyers, by id. */
export function viewsOf(cases: Cases): Map<string, SessionView> {
  const buyers = new Map(cases.buyers.map((buyer) => [buyer.id, buyer]));
  return new Map(
    cases.sessions.flatMap(({ session }) =>
      buyers.has(session.buyerId) ? [[session.id, { session, buyer: buyers.get(session.buyerId)! }]] : [],
    ),
  );
}
