import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import { usualPreferences, type Preferences } from '../domain/preferences';
import { preferenceTable } from './preference-table';

const save = insertRows(preferenceTable, { name: 'preference-save', onConflict: { update: changing(preferenceTable) } });
const load: Statement = {
  name: 'preference-load',
  text: `SELECT ${selectList(preferenceTable, 'p', ['language', 'sounds', 'sendKey', 'notify'])} FROM account_preference AS p WHERE account_id = $1`,
};

export const savePreferences = (tx: Tx, key: { readonly accountId: string; readonly shopId: string }, preferences: Preferences): void =>
  tx.send(save, [jsonRows([{ ...key, ...preferences }])]);

type Stored = Omit<Preferences, 'notify'> & { readonly notify: boolean | null };

export async function loadPreferences(tx: Tx, accountId: string): Promise<Preferences | undefined> {
  const [stored] = await tx.query<Stored>(load, [accountId]);
  return stored && { ...stored, notify: stored.notify ?? usualPreferences.notify };
}
