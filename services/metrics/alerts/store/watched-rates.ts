import type { Database, Statement, Tx } from '#libs/platform/database/database';
import { instant, table, uuid } from '#libs/platform/database/table';

/** Shops whose rates may be low, and when they are looked at next. Most shops are not among them: nobody was left without an answer lately. */
export const watchedRatesTable = table(
  'watched_rates',
  { shopId: uuid().key(), lookAt: instant() },
  { indices: [{ name: 'watched_rates_due', fields: ['lookAt'] }] },
);

const soonMs = 60_000;

/** One that was looked at a moment ago is looked at again in a minute: a storm of misses costs one look a minute. */
const watch: Statement = {
  name: 'rates-watch',
  text: `INSERT INTO watched_rates AS t (shop_id, look_at) SELECT shop, $2 FROM unnest($1::uuid[]) AS shop
    ON CONFLICT (shop_id) DO UPDATE SET look_at = least(t.look_at, $2::timestamptz + interval '${soonMs} ms')`,
};

const due: Statement = {
  name: 'rates-due',
  text: 'SELECT shop_id AS "shopId" FROM watched_rates WHERE look_at <= $1 ORDER BY look_at LIMIT 200',
};

const isDue: Statement = { name: 'rates-take', text: 'SELECT shop_id FROM watched_rates WHERE shop_id = $1 AND look_at <= $2 FOR UPDATE' };

const again: Statement = { name: 'rates-again', text: 'UPDATE watched_rates SET look_at = $2 WHERE shop_id = $1' };
const done: Statement = { name: 'rates-done', text: 'DELETE FROM watched_rates WHERE shop_id = $1' };

export const watchRates = (tx: Tx, shopIds: readonly string[], now: Date): void => tx.send(watch, [[...shopIds].sort(), now]);

/** For the worker role. */
export const shopsWithDueRates = async (workerDb: Database, now: Date): Promise<string[]> =>
  (await workerDb.transaction([], (tx) => tx.query<{ shopId: string }>(due, [now]))).map(({ shopId }) => shopId);

/** Whether the shop is still to be looked at: another process may have done it. */
export const takeDueRates = async (tx: Tx, shopId: string, now: Date): Promise<boolean> =>
  (await tx.query(isDue, [shopId, now])).length > 0;

/** Looks at the shop again at an instant, or not until somebody is left without an answer. */
export const lookAgain = (tx: Tx, shopId: string, at: Date | null): void => (at ? tx.send(again, [shopId, at]) : tx.send(done, [shopId]));
