import type { Tx } from '#libs/platform/database/database';
import { orders, type OrderPart, type SessionOrder } from './list-orders';
import { filterValues, scopeOf, type SessionFilter } from './session-filter';

/** A session's position in an order. */
export interface SessionPosition {
  readonly part: OrderPart;
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

/** Where a part begins that is read from its earliest instant, and where one that is read from its latest. */
const beginnings = {
  ASC: { at: '-infinity', id: '00000000-0000-0000-0000-000000000000' },
  DESC: { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' },
} as const;

/** Sessions of a shop in an order, after a position; by keys, never by an offset. */
export async function listSessions(tx: Tx, { filter, order, after, asOf, most }: ListRequest): Promise<SessionPosition[]> {
  const parts = orders[order];
  const [scope, more] = [scopeOf(filter), filterValues(filter)];
  const found: SessionPosition[] = [];
  const begun = after === null ? 0 : parts.findIndex(({ part }) => part === after.part);
  for (const { part, direction, statement } of parts.slice(begun)) {
    const from = after?.part === part ? after : beginnings[direction];
    const values = [filter.shopId, filter.states, from.at, from.id, most - found.length, asOf, ...more];
    const rows = await tx.query<Omit<SessionPosition, 'part'>>(statement[scope], values);
    found.push(...rows.map((row) => ({ ...row, part })));
    if (found.length === most) break;
  }
  return found;
}
