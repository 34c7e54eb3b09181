import type { Database } from '#libs/platform/database/database';
import type { Buyer, Session } from '../domain/session';
import { loadCases, type Cases } from '../store/load-cases';
import { messagesInRanges, type MessageRange } from '../store/load-messages';
import { readBuyers } from '../store/read-buyers';
import type { MessagePage, SessionView } from './session-view';

/** Those of the sessions that the shop has, by id. */
export const readSessions = async (db: Database, shopId: string, ids: readonly string[]): Promise<ReadonlyMap<string, SessionView>> =>
  viewsOf(await db.transaction([shopId], (tx) => loadCases(tx, { buyers: [], sessions: ids })));

/** The buyer's open session, or null. */
export async function readOpenSession(db: Database, shopId: string, buyerId: string): Promise<SessionView | null> {
  const views = viewsOf(await db.transaction([shopId], (tx) => loadCases(tx, { buyers: [buyerId], sessions: [] })));
  return [...views.values()][0] ?? null;
}

/** The open sessions of these buyers, by buyer. */
export async function readOpenSessions(db: Database, shopId: string, buyers: readonly string[]): Promise<ReadonlyMap<string, Session>> {
  const { sessions } = await db.transaction([shopId], (tx) => loadCases(tx, { buyers, sessions: [] }));
  return new Map(sessions.map(({ session }) => [session.buyerId, session]));
}

/** Those of the buyers that the shop has, by id. */
export const readBuyersById = async (db: Database, shopId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Buyer>> =>
  new Map((await db.transaction([shopId], (tx) => readBuyers(tx, ids))).map((buyer) => [buyer.id, buyer]));

/** Pages of messages of any of the shop's sessions, in one query. */
export async function readMessagePages(
  db: Database,
  shopId: string,
  ranges: readonly MessageRange[],
): Promise<ReadonlyMap<MessageRange, MessagePage>> {
  const oneMore = ranges.map((range) => ({ ...range, most: range.most + 1 }));
  const found = await db.transaction([shopId], (tx) => messagesInRanges(tx, oneMore));
  return new Map(
    ranges.map((range, index) => {
      const messages = found[index] ?? [];
      return [range, { messages: messages.slice(0, range.most), more: messages.length > range.most }];
    }),
  );
}

/** Sessions with their buyers, by id. */
export function viewsOf(cases: Cases): Map<string, SessionView> {
  const buyers = new Map(cases.buyers.map((buyer) => [buyer.id, buyer]));
  return new Map(
    cases.sessions.flatMap(({ session }) =>
      buyers.has(session.buyerId) ? [[session.id, { session, buyer: buyers.get(session.buyerId)! }]] : [],
    ),
  );
}
