import type { Statement, Tx } from '#libs/platform/database/database';
import type { RowOf } from '#libs/platform/database/table';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import { selectList } from '#libs/platform/database/read-rows';
import type { Login } from '../domain/login';
import { loginTable } from './login-table';

type LoginRow = RowOf<typeof loginTable>;

const columns = selectList(loginTable, 'l');
const save = insertRows(loginTable, { name: 'logins-save', onConflict: { update: changing(loginTable) } });
const running: Statement = {
  name: 'logins-running',
  text: `SELECT ${columns} FROM agent_login AS l WHERE shop_id = ANY ($1::uuid[]) AND agent_id = ANY ($2::uuid[]) AND logged_out_at IS NULL`,
};
const between: Statement = {
  name: 'logins-between',
  text: `SELECT ${columns} FROM agent_login AS l WHERE shop_id = $1 AND logged_in_at < $3 AND (logged_out_at IS NULL OR logged_out_at > $2)`,
};

const loginOf = ({ agentId, loggedInAt: from, loggedOutAt: to }: LoginRow): Login => ({ agentId, from, to });

/** The logins that last, of some agents. */
export const runningLogins = async (tx: Tx, shopIds: readonly string[], agentIds: readonly string[]): Promise<Login[]> =>
  (await tx.query<LoginRow>(running, [shopIds, agentIds])).map(loginOf);

/** Logins that have a moment in common with a stretch of time. */
export const loginsBetween = async (tx: Tx, shopId: string, from: Date, to: Date): Promise<Login[]> =>
  (await tx.query<LoginRow>(between, [shopId, from, to])).map(loginOf);

export const saveLogins = (tx: Tx, logins: readonly (Login & { readonly shopId: string })[]): void => {
  const rows = logins.map(({ shopId, agentId, from, to }) => ({ shopId, agentId, loggedInAt: from, loggedOutAt: to }));
  if (rows.length > 0) tx.send(save, [jsonRows(rows)]);
};
