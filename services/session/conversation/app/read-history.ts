import type { Database } from '#libs/platform/database/database';
import type { Buyer } from '../domain/session';
import { historyLength, historyOf, type HistoryPlace } from '../store/buyer-history';
import { loadCases } from '../store/load-cases';
import type { SessionPage } from './list-sessions';
import { viewsOf } from './read-sessions';

/** A part of a buyer's sessions, the latest first. */
export const readHistory = (
  db: Database,
  { id, shopId }: Pick<Buyer, 'id' | 'shopId'>,
  after: HistoryPlace | null,
  first: number,
): Promise<SessionPage<HistoryPlace>> =>
  db.transaction([shopId], async (tx) => {
    const found = await historyOf(tx, id, after, first + 1);
    const page = found.slice(0, first);
    const views = viewsOf(await loadCases(tx, { buyers: [], sessions: page.map((place) => place.id) }));
    return {
      rows: page.flatMap((cursor) => (views.has(cursor.id) ? [{ view: views.get(cursor.id)!, cursor }] : [])),
      more: found.length > page.length,
      count: () => db.transaction([shopId], (other) => historyLength(other, id)),
    };
  });
