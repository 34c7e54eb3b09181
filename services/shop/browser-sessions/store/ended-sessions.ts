import type { Statement, Tx } from '#libs/platform/database/database';
import { insertRows, jsonRows, recordset } from '#libs/platform/database/write-rows';
import { endedSessionTable } from './ended-session-table';

/** A session of an account in a browser. */
export interface BrowserSessionKey {
  readonly accountId: string;
  readonly id: string;
}

const insert = insertRows(endedSessionTable, { name: 'ended-session-insert', onConflict: 'ignore' });

const ended: Statement = {
  name: 'ended-sessions',
  text: `SELECT k."accountId", k.id FROM ${recordset(endedSessionTable, endedSessionTable.keyFields)}
    JOIN ended_session AS t ON t.account_id = k."accountId" AND t.id = k.id`,
};

export const insertEndedSession = (tx: Tx, session: BrowserSessionKey & { readonly shopId: string }): void =>
  tx.send(insert, [jsonRows([session])]);

/** Those of the sessions that were ended. */
export const endedAmong = (tx: Tx, sessions: readonly BrowserSessionKey[]): Promise<BrowserSessionKey[]> =>
  tx.query<BrowserSessionKey>(ended, [jsonRows(sessions)]);
