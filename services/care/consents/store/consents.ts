import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { Medium } from '../domain/medium';
import { consentTable, customerTable, type Consent, type Customer } from './consent-tables';

const meet = insertRows(customerTable, { name: 'customers-meet', onConflict: 'ignore' });
const save = insertRows(customerTable, { name: 'customer-save', onConflict: { update: ['media'] } });
const say = insertRows(consentTable, { name: 'consent-insert' });
const lock: Statement = {
  name: 'customers-lock',
  text: `SELECT ${selectList(customerTable, 'c')} FROM customer AS c WHERE buyer_id = ANY ($1::uuid[]) ORDER BY buyer_id FOR UPDATE`,
};
const words: Statement = {
  name: 'consents-of',
  text: `SELECT ${selectList(consentTable, 'c')} FROM consent AS c WHERE shop_id = $1 AND buyer_id = $2 ORDER BY at DESC, id DESC LIMIT $3`,
};
const latest: Statement = {
  name: 'consents-latest',
  text: `SELECT DISTINCT ON (medium, at, state) ${selectList(consentTable, 'c')} FROM consent AS c
    WHERE buyer_id = $1 AND (medium, at) IN (SELECT medium, max(at) FROM consent WHERE buyer_id = $1 GROUP BY medium)`,
};

const forget: readonly Statement[] = [
  { name: 'customers-forget', text: `UPDATE customer SET media = '{}' WHERE shop_id = $1 AND buyer_id = ANY ($2::uuid[])` },
  { name: 'consents-forget', text: 'DELETE FROM consent WHERE shop_id = $1 AND buyer_id = ANY ($2::uuid[])' },
];

/** Buyers were erased: what they consented to goes, so nothing more is sent to them. */
export function forgetCustomers(tx: Tx, shopId: string, buyers: readonly string[]): void {
  for (const each of forget) tx.send(each, [shopId, buyers]);
}

/** Holds these customers, so that nothing else is sent to them meanwhile and none withdraws; those not met yet are made, without any consent. */
export async function lockCustomers(
  tx: Tx,
  named: readonly { readonly shopId: string; readonly buyerId: string }[],
): Promise<ReadonlyMap<string, Customer>> {
  const customers = [...new Map(named.map(({ shopId, buyerId }) => [buyerId, { shopId, buyerId, media: [] }])).values()];
  customers.sort((one, other) => (one.buyerId < other.buyerId ? -1 : 1));
  tx.send(meet, [jsonRows(customers)]);
  const rows = await tx.query<Customer>(lock, [customers.map(({ buyerId }) => buyerId)]);
  return new Map(rows.map((row) => [row.buyerId, row]));
}

export const insertConsent = (tx: Tx, consent: Consent): void => tx.send(say, [jsonRows([consent])]);

export const saveMedia = (tx: Tx, shopId: string, buyerId: string, to: readonly Medium[]): void =>
  tx.send(save, [jsonRows([{ shopId, buyerId, media: to }])]);

/** The latest words of a customer on each medium. */
export const latestConsents = (tx: Tx, buyerId: string): Promise<Consent[]> => tx.query<Consent>(latest, [buyerId]);

/** Words of a customer, the latest first. */
export const consentsOf = (tx: Tx, shopId: string, buyerId: string, most: number): Promise<Consent[]> =>
  tx.query<Consent>(words, [shopId, buyerId, most]);
