import type { Deps } from '#libs/service/run-service';
import type { Database } from '#libs/platform/database/database';
import { countSessions } from '../store/count-sessions';
import type { SessionOrder } from '../store/list-orders';
import { listSessions as list, type SessionPosition } from '../store/list-sessions';
import { loadCases } from '../store/load-cases';
import type { SessionFilter } from '../store/session-filter';
import { viewsOf } from './read-sessions';
import type { SessionView } from './session-view';

/** Where a page ends. `asOf` is when the first page was read: all pages have the order of that instant. */
export interface SessionCursor extends SessionPosition {
  readonly asOf: Date;
}

/** A page of sessions, each with the cursor behind it, of whatever list; how many the list has is asked only when a client selects it. */
export interface SessionPage<C = SessionCursor> {
  readonly rows: readonly { readonly view: SessionView; readonly cursor: C }[];
  readonly more: boolean;
  count(): Promise<number>;
}

export interface SessionPageRequest {
  readonly filter: SessionFilter;
  readonly order: SessionOrder;
  readonly after: SessionCursor | null;
  readonly first: number;
}

/**
 * One page (SES-20). Whatever happens while a list is read page by page, a session that stays among those of the filter is listed exactly once, at the
 * position it had when the first page was read; one that closes meanwhile is listed at most once, and one that opens meanwhile is not.
 */
export async function listSessions({ readDb, clock }: Pick<Deps, 'readDb' | 'clock'>, request: SessionPageRequest): Promise<SessionPage> {
  const { filter, order, after, first } = request;
  const asOf = after?.asOf ?? clock.now();
  return readDb.transaction([filter.shopId], async (tx) => {
    const positions = await list(tx, { filter, order, after, asOf, most: first + 1 });
    const page = positions.slice(0, first);
    const views = viewsOf(await loadCases(tx, { buyers: [], sessions: page.map(({ id }) => id) }));
    const rows = page.flatMap((position) =>
      views.has(position.id) ? [{ view: views.get(position.id)!, cursor: { ...position, asOf } }] : [],
    );
    return { rows, more: positions.length > page.length, count: () => countOf(readDb, filter) };
  });
}

/** How many sessions a filter means. */
export const countOf = (db: Database, filter: SessionFilter): Promise<number> =>
  db.transaction([filter.shopId], (tx) => countSessions(tx, filter));
