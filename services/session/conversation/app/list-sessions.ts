import type { Deps } from '#libs/service/run-service';
import type { Database } from '#libs/platform/database/database';
import type { OrderStatus } from '../../orders/domain/order-status';
import { sessionStates, type SessionState } from '../domain/session';
import { listSessions as list, type SessionOrder, type SessionPosition } from '../store/list-sessions';
import { countSessions as count, type SessionFilter } from '../store/count-sessions';
import { loadCases } from '../store/load-cases';
import { viewsOf } from './read-sessions';
import type { SessionView } from './session-view';

export type { SessionFilter, SessionOrder, SessionPosition };

/** Where a page ends. `asOf` is when the first page was read: all pages have the order of that instant. */
export interface SessionCursor extends SessionPosition {
  readonly asOf: Date;
}

/** A page of a shop's sessions, each with the cursor behind it. */
export interface SessionPage {
  readonly filter: SessionFilter;
  readonly rows: readonly { readonly view: SessionView; readonly cursor: SessionCursor }[];
  readonly more: boolean;
}

export interface SessionPageRequest {
  readonly shopId: string;
  readonly states: readonly SessionState[] | null;
  readonly orderStatuses?: readonly OrderStatus[] | null;
  readonly order: SessionOrder;
  readonly after: SessionCursor | null;
  readonly first: number;
}

const openStates = sessionStates.filter((state) => state !== 'CLOSED');

/**
 * One page; open sessions when no state is named (SES-20). Whatever happens while a list is read page by page, a session that stays in its states
 * is listed exactly once, at the position it had when the first page was read; one that closes meanwhile is listed at most once, and one
 * that opens meanwhile is not.
 */
export async function listSessions({ readDb, clock }: Pick<Deps, 'readDb' | 'clock'>, request: SessionPageRequest): Promise<SessionPage> {
  const { shopId, order, after, first } = request;
  const filter: SessionFilter = { shopId, states: request.states ?? openStates, orderStatuses: request.orderStatuses ?? null };
  const asOf = after?.asOf ?? clock.now();
  return readDb.transaction([shopId], async (tx) => {
    const positions = await list(tx, { filter, order, after, asOf, most: first + 1 });
    const page = positions.slice(0, first);
    const views = viewsOf(await loadCases(tx, { buyers: [], sessions: page.map(({ id }) => id) }));
    const rows = page.flatMap((position) =>
      views.has(position.id) ? [{ view: views.get(position.id)!, cursor: { ...position, asOf } }] : [],
    );
    return { filter, rows, more: positions.length > page.length };
  });
}

/** How many sessions a list has altogether; asked only when a client selects it. */
export const countSessions = (db: Database, filter: SessionFilter): Promise<number> =>
  db.transaction([filter.shopId], (tx) => count(tx, filter));
