import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { changing, deleteRows, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { FaqAnswer, FaqEntry } from '../domain/faq-entry';
import { faqTable, type FaqRow } from './faq-table';

/** A place in the list of a shop's entries. */
export type FaqPlace = Pick<FaqEntry, 'position' | 'id'>;

const columns = selectList(faqTable, 'e');
const save = insertRows(faqTable, { name: 'faq-save', onConflict: { update: changing(faqTable) } });
const remove = deleteRows(faqTable, { name: 'faq-remove' });
const one: Statement = { name: 'faq-one', text: `SELECT ${columns} FROM faq_entry AS e WHERE shop_id = $1 AND id = $2` };
const count: Statement = { name: 'faq-count', text: 'SELECT count(*)::int AS count FROM faq_entry WHERE shop_id = $1' };
const some: Statement = {
  name: 'faq-some',
  text: `SELECT ${columns} FROM unnest($1::uuid[], $2::uuid[]) AS k (shop_id, id)
    JOIN LATERAL (SELECT * FROM faq_entry WHERE shop_id = k.shop_id AND id = k.id LIMIT 1) AS e ON true`,
};
const presetKeys: Statement = {
  name: 'faq-preset-keys',
  text: 'SELECT preset_key AS key FROM faq_entry WHERE shop_id = $1 AND preset_key IS NOT NULL',
};
const page: Statement = {
  name: 'faq-page',
  text: `SELECT ${columns} FROM faq_entry AS e WHERE shop_id = $1 AND ($2::int IS NULL OR (position, id) > ($2::int, $3::uuid))
    ORDER BY position, id LIMIT $4`,
};
const answers: Statement = {
  name: 'faq-answers',
  text: `SELECT ${selectList(faqTable, 'e', ['shopId', 'id', 'answer', 'productIds', 'position', 'phrases'])}
    FROM faq_entry AS e WHERE shop_id = ANY ($1::uuid[]) AND enabled`,
};

const entryOf = ({ shopId: _shopId, ...entry }: FaqRow): FaqEntry => entry;

export const saveEntry = (tx: Tx, shopId: string, entry: FaqEntry): void => tx.send(save, [jsonRows([{ ...entry, shopId }])]);

export const removeEntry = (tx: Tx, shopId: string, id: string): void => tx.send(remove, [jsonRows([{ shopId, id }])]);

export const loadEntry = async (tx: Tx, shopId: string, id: string): Promise<FaqEntry | null> =>
  (await tx.query<FaqRow>(one, [shopId, id])).map(entryOf)[0] ?? null;

/** The presets that the shop has entries of. */
export const presetKeysOf = async (tx: Tx, shopId: string): Promise<ReadonlySet<string>> =>
  new Set((await tx.query<{ key: string }>(presetKeys, [shopId])).map(({ key }) => key));

/** Those of the entries that are there. No statement for none. */
export async function entriesOf(tx: Tx, keys: readonly { readonly shopId: string; readonly id: string }[]): Promise<FaqEntry[]> {
  if (keys.length === 0) return [];
  return (await tx.query<FaqRow>(some, [keys.map(({ shopId }) => shopId), keys.map(({ id }) => id)])).map(entryOf);
}

export const countEntries = async (tx: Tx, shopId: string): Promise<number> =>
  (await tx.query<{ count: number }>(count, [shopId]))[0]!.count;

/** In the order of their positions, from behind a place on. */
export const listEntries = async (
  tx: Tx,
  { shopId, after, most }: { readonly shopId: string; readonly after: FaqPlace | null; readonly most: number },
): Promise<FaqEntry[]> => (await tx.query<FaqRow>(page, [shopId, after?.position ?? null, after?.id ?? null, most])).map(entryOf);

/** What shops answer common questions with, by shop: their enabled entries. No statement for no shop. */
export async function answersOf(tx: Tx, shopIds: readonly string[]): Promise<ReadonlyMap<string, readonly FaqAnswer[]>> {
  const found = new Map<string, FaqAnswer[]>();
  if (shopIds.length === 0) return found;
  for (const { shopId, ...entry } of await tx.query<FaqAnswer & { shopId: string }>(answers, [[...new Set(shopIds)]])) {
    const known = found.get(shopId);
    if (known) known.push(entry);
    else found.set(shopId, [entry]);
  }
  return found;
}
