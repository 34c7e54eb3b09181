import type { Database } from '#libs/platform/database/database';
import type { Buyer } from '../domain/session';
import { historyLength, historyOf, type HistoryPlace } from '../store/buyer-history';
import { identitiesOf } from '../../profiles/store/identities';
import { loadCases } from '../store/load-cases';
import type { SessionPage } from './list-sessions';
import { viewsOf } from './read-sessions';

/** A part of a buyer's sessions, the latest first; those of the same person's other identities too, unless it is a buyer who asks. */
export const readHistory = (
  db: Database,
  { id, shopId, isOwn }: Pick<Buyer, 'id' | 'shopId'> & { readonly isOwn: boolean },
  after: HistoryPlace | null,
  first: number,
): Promise<SessionPage<HistoryPlace>> =>
  db.transaction([shopId], async (tx) => {
    const buyers = (isOwn ? undefined : (await identitiesOf(tx, [id])).get(id)) ?? [id];
    const found = await historyOf(tx, buyers, after, first + 1);
    const page = found.slice(0, first);
    const views = viewsOf(await loadCases(tx, { buyers: [], sessions: page.map((place) => place.id) }));
    return {
      rows: page.flatMap((cursor) => (views.has(cursor.id) ? [{ view: views.get(cursor.id)!, cursor }] : [])),
      more: found.length > page.length,
      count: () => db.transaction([shopId], (other) => historyLength(other, buyers)),
    };
  });
