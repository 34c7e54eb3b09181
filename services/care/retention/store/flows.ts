import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { insertRows, jsonRows } from '#libs/platform/database/write-rows';
import { defaultFlow, type Flow } from '../domain/flow';
import { flowTable, type FlowRow } from './flow-tables';

const insert = insertRows(flowTable, { name: 'flow-insert' });
const columns = selectList(flowTable, 'f');
const newest: Statement = {
  name: 'flows-newest',
  text: `SELECT f.* FROM unnest($1::uuid[]) AS k (id) JOIN LATERAL (SELECT ${columns} FROM retention_flow AS f WHERE shop_id = k.id ORDER BY version DESC LIMIT 1) AS f ON true`,
};
const versions: Statement = {
  name: 'flows-of-versions',
  text: `SELECT ${columns} FROM unnest($1::uuid[], $2::int[]) AS k (id, version) JOIN retention_flow AS f ON f.shop_id = k.id AND f.version = k.version`,
};

export const insertFlow = (tx: Tx, flow: FlowRow): void => tx.send(insert, [jsonRows([flow])]);

/** The newest flow of each of these shops; the default one for those that have saved none. */
export async function newestFlows(tx: Tx, shops: readonly string[]): Promise<ReadonlyMap<string, Flow>> {
  const rows = await tx.query<FlowRow>(newest, [shops]);
  const saved = new Map(rows.map((row) => [row.shopId, row]));
  return new Map(shops.map((shopId) => [shopId, saved.get(shopId) ?? defaultFlow]));
}

export const flowName = (shopId: string, version: number): string => `${shopId} ${version}`;

/** Versions of flows, by `flowName`. */
export async function flowsOf(
  tx: Tx,
  named: readonly { readonly shopId: string; readonly flowVersion: number }[],
): Promise<ReadonlyMap<string, Flow>> {
  const distinct = [...new Map(named.map((each) => [flowName(each.shopId, each.flowVersion), each])).values()];
  const rows = await tx.query<FlowRow>(versions, [distinct.map(({ shopId }) => shopId), distinct.map(({ flowVersion }) => flowVersion)]);
  return new Map(rows.map((row) => [flowName(row.shopId, row.version), row]));
}
