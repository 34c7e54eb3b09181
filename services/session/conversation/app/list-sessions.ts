import type { Database } from '#libs/platform/database/database';
import { sessionStates, type SessionState } from '../domain/session';
import { loadCases } from '../store/load-cases';
import {
  countSessions as count,
  listSessions as list,
  type SessionFilter,
  type SessionOrder,
  type SessionPlace,
} from '../store/list-sessions';
import { viewsOf } from './read-sessions';
import type { SessionView } from './session-view';

export type { SessionFilter, SessionOrder, SessionPlace };

/** A page of a shop's sessions, each with its place for the next page. */
export interface SessionPage {
  readonly filter: SessionFilter;
  readonly rows: readonly { readonly view: SessionView; readonly place: SessionPlace }[];
  readonly more: boolean;
}

export interface SessionPageRequest {
  readonly shopId: string;
  readonly states: readonly SessionState[] | null;
  readonly order: SessionOrder;
  readonly after: SessionPlace | null;
  readonly first: number;
}

const openStates = sessionStates.filter((state) => state !== 'CLOSED');

/** One page; open sessions when no state is named (SES-20). */
export async function listSessions(db: Database, request: SessionPageRequest): Promise<SessionPage> {
  const filter: SessionFilter = { shopId: request.shopId, states: request.states ?? openStates };
  return db.transaction([request.shopId], async (tx) => {
    const places = await list(tx, filter, request.order, request.after, request.first + 1);
    const page = places.slice(0, request.first);
    const views = viewsOf(await loadCases(tx, { buyers: [], sessions: page.map(({ id }) => id) }));
    const rows = page.flatMap((place) => (views.has(place.id) ? [{ view: views.get(place.id)!, place }] : []));
    return { filter, rows, more: places.length > page.length };
  });
}

/** How many sessions a list has altogether; asked only when a client selects it. */
export const countSessions = (db: Database, filter: SessionFilter): Promise<number> =>
  db.transaction([filter.shopId], (tx) => count(tx, filter));
