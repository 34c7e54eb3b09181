import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import type { RowOf } from '#libs/platform/database/table';
import { insertRows, jsonRows } from '#libs/platform/database/write-rows';
import { statusMappingTable } from './order-tables';

export type StatusMapping = RowOf<typeof statusMappingTable>;

const columns = selectList(statusMappingTable, 'm');

const save = insertRows(statusMappingTable, { name: 'status-mapping-save', onConflict: { update: ['texts'] } });

const ofChannels: Statement = {
  name: 'status-mappings-of-channels',
  text: `SELECT ${columns} FROM unnest($1::uuid[], $2::text[]) AS k (shop_id, channel)
    JOIN LATERAL (SELECT * FROM order_status_mapping WHERE shop_id = k.shop_id AND channel = k.channel LIMIT 1) AS m ON true`,
};

const ofShop: Statement = {
  name: 'status-mappings-of-shop',
  text: `SELECT ${columns} FROM order_status_mapping m WHERE shop_id = $1 ORDER BY channel`,
};

export const saveMapping = (tx: Tx, mapping: StatusMapping): void => tx.send(save, [jsonRows([mapping])]);

export const mappingsOfShop = (tx: Tx, shopId: string): Promise<StatusMapping[]> => tx.query(ofShop, [shopId]);

export const mappingName = ({ shopId, channel }: Pick<StatusMapping, 'shopId' | 'channel'>): string => `${shopId} ${channel}`;

/** The mappings of these channels, by `mappingName`. No statement for none. */
export async function mappingsOf(tx: Tx, keys: readonly Pick<StatusMapping, 'shopId' | 'channel'>[]): Promise<Map<string, StatusMapping>> {
  if (keys.length === 0) return new Map();
  const rows = await tx.query<StatusMapping>(ofChannels, [keys.map(({ shopId }) => shopId), keys.map(({ channel }) => channel)]);
  return new Map(rows.map((row) => [mappingName(row), row]));
}
