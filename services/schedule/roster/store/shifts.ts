import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import type { RowOf } from '#libs/platform/database/table';
import { changing, deleteRows, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { Shift, ShiftPlace } from '../domain/shift';
import { shiftTable } from './roster-tables';

const columns = selectList(shiftTable, 's');
const save = insertRows(shiftTable, { name: 'shifts-save', onConflict: { update: changing(shiftTable) } });
const remove = deleteRows(shiftTable, { name: 'shifts-remove' });
const byDate: Statement = {
  name: 'shifts-by-date',
  text: `SELECT ${columns} FROM shift AS s WHERE shop_id = $1 AND shift_date BETWEEN $2::date AND $3::date`,
};
const byId: Statement = {
  name: 'shifts-by-id',
  text: `SELECT ${columns} FROM shift AS s WHERE shop_id = $1 AND id = ANY ($2::uuid[])`,
};
const page: Statement = {
  name: 'shifts-page',
  text: `SELECT ${columns} FROM shift AS s WHERE shop_id = $1 AND shift_date BETWEEN $2::date AND $3::date AND ($4::uuid IS NULL OR agent_id = $4)
    AND (shift_date, starts, id) > ($5::date, $6::int, $7::uuid) ORDER BY shift_date, starts, id LIMIT $8`,
};

type ShiftRow = RowOf<typeof shiftTable>;

const shiftOf = ({ id, agentId, shiftDate, starts, ends, groupId, note }: ShiftRow): Shift => ({
  id,
  agentId,
  date: shiftDate,
  start: starts,
  end: ends,
  groupId,
  note,
});

/** Shifts that start on the dates of a span. */
export const shiftsBetween = async (tx: Tx, shopId: string, from: string, to: string): Promise<Shift[]> =>
  (await tx.query<ShiftRow>(byDate, [shopId, from, to])).map(shiftOf);

export const shiftsWithIds = async (tx: Tx, shopId: string, ids: readonly string[]): Promise<Shift[]> =>
  ids.length === 0 ? [] : (await tx.query<ShiftRow>(byId, [shopId, ids])).map(shiftOf);

export interface ShiftQuery {
  readonly shopId: string;
  readonly from: string;
  readonly to: string;
  readonly agentId: string | null;
  readonly after: ShiftPlace | null;
  readonly most: number;
}

const first: ShiftPlace = { date: '0001-01-01', start: 0, id: '00000000-0000-0000-0000-000000000000' };

/** Shifts of a span by date, start and id, of one agent or all. */
export async function pageOfShifts(tx: Tx, { shopId, from, to, agentId, after, most }: ShiftQuery): Promise<Shift[]> {
  const { date, start, id } = after ?? first;
  return (await tx.query<ShiftRow>(page, [shopId, from, to, agentId, date, start, id, most])).map(shiftOf);
}

export function writeShifts(tx: Tx, shopId: string, saved: readonly Shift[], removed: readonly string[]): void {
  const rows = saved.map(({ id, agentId, date, start, end, groupId, note }) => ({
    ...{ shopId, id, agentId, shiftDate: date, starts: start, ends: end, groupId, note },
  }));
  if (removed.length > 0) tx.send(remove, [jsonRows(removed.map((id) => ({ shopId, id })))]);
  if (rows.length > 0) tx.send(save, [jsonRows(rows)]);
}
