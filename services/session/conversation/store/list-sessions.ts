import type { Statement, Tx } from '#libs/platform/database/database';
import { scopeOf, type SessionFilter } from './count-sessions';
import { newestFirst, waiting } from './list-statements';

export type SessionOrder = 'WAITING_DESC' | 'OPENED_DESC' | 'LAST_MESSAGE_DESC';

/** A session's position in an order. WAITING_DESC has two parts: those who wait, longest first, and then the rest, newest first. */
export interface SessionPosition {
  readonly part: 'WAITING' | 'REST';
  readonly at: Date;
  readonly id: string;
}

export interface ListRequest {
  readonly filter: SessionFilter;
  readonly order: SessionOrder;
  readonly after: SessionPosition | null;
  /** The instant whose order counts. */
  readonly asOf: Date;
  readonly most: number;
}

type From = Pick<SessionPosition, 'id'> & { readonly at: Date | string };

const start: From = { at: '-infinity', id: '00000000-0000-0000-0000-000000000000' };
const end: From = { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/** Sessions of a shop in an order, after a position; by keys, never by an offset. */
export async function listSessions(tx: Tx, { filter, order, after, asOf, most }: ListRequest): Promise<SessionPosition[]> {
  const page = async (statement: Statement, part: SessionPosition['part'], from: From, limit: number): Promise<SessionPosition[]> => {
    const values = [filter.shopId, filter.states, from.at, from.id, limit, asOf, filter.orderStatuses];
    const rows = await tx.query<Omit<SessionPosition, 'part'>>(statement, values);
    return rows.map((row) => ({ ...row, part }));
  };
  const scope = scopeOf(filter);
  if (order !== 'WAITING_DESC') return page(newestFirst[order][scope], 'REST', after ?? end, most);
  const waits = after?.part === 'REST' ? [] : await page(waiting, 'WAITING', after ?? start, most);
  if (waits.length === most) return waits;
  const rest = await page(newestFirst.ANSWERED[scope], 'REST', after?.part === 'REST' ? after : end, most - waits.length);
  return [...waits, ...rest];
}
