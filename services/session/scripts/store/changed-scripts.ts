import type { Statement, Tx } from '#libs/platform/database/database';
import type { Script } from '../domain/script';
import { scriptColumns } from './scripts';

/** A script with the number of the change that wrote it. */
export type ChangedScript = Script & { readonly seq: number };

/** How far somebody has read the changes of a shop's scripts. */
export interface ChangePlace {
  readonly seq: number;
  readonly id: string;
}

/** Before all changes. */
export const noChange: ChangePlace = { seq: -1, id: '00000000-0000-0000-0000-000000000000' };

const since: Statement = {
  name: 'scripts-since',
  text: `SELECT s.seq, ${scriptColumns} FROM script s WHERE s.shop_id = $1 AND (s.seq, s.id) > ($2, $3::uuid) ORDER BY s.seq, s.id LIMIT $4`,
};

/** Scripts as their latest changes have left them, deleted ones too, in the order of these changes. */
export const changedScripts = (tx: Tx, shopId: string, { seq, id }: ChangePlace, most: number): Promise<ChangedScript[]> =>
  tx.query<ChangedScript & Record<string, unknown>>(since, [shopId, seq, id, most]);
