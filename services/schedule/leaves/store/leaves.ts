import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import type { RowOf } from '#libs/platform/database/table';
import { changing, deleteRows, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { Leave } from '../domain/leave';
import { leaveTable } from './leave-table';

const columns = selectList(leaveTable, 'l');
const save = insertRows(leaveTable, { name: 'leaves-save', onConflict: { update: changing(leaveTable) } });
const remove = deleteRows(leaveTable, { name: 'leaves-remove' });
const between: Statement = {
  name: 'leaves-between',
  text: `SELECT ${columns} FROM agent_leave AS l WHERE shop_id = $1 AND ends_on >= $2::date AND starts_on <= $3::date ORDER BY starts_on, id`,
};
const one: Statement = { name: 'leave-one', text: `SELECT ${columns} FROM agent_leave AS l WHERE shop_id = $1 AND id = $2` };

type LeaveRow = RowOf<typeof leaveTable>;

const leaveOf = ({ id, agentId, startsOn: from, endsOn: to, note }: LeaveRow): Leave => ({ id, agentId, from, to, note });

/** Leaves that have a date in common with a span. */
export const leavesBetween = async (tx: Tx, shopId: string, from: string, to: string): Promise<Leave[]> =>
  (await tx.query<LeaveRow>(between, [shopId, from, to])).map(leaveOf);

export const loadLeave = async (tx: Tx, shopId: string, id: string): Promise<Leave | undefined> =>
  (await tx.query<LeaveRow>(one, [shopId, id])).map(leaveOf)[0];

export const saveLeaves = (tx: Tx, shopId: string, leaves: readonly Leave[]): void => {
  if (leaves.length > 0)
    tx.send(save, [jsonRows(leaves.map(({ from, to, ...rest }) => ({ ...rest, shopId, startsOn: from, endsOn: to })))]);
};

export const removeLeaveRow = (tx: Tx, shopId: string, id: string): void => tx.send(remove, [jsonRows([{ shopId, id }])]);
