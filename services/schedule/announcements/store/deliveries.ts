import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import type { RowOf } from '#libs/platform/database/table';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { Delivery } from '../domain/announcement';
import { deliveryTable } from './announcement-tables';

const save = insertRows(deliveryTable, { name: 'delivery-save', onConflict: { update: changing(deliveryTable) } });
const list: Statement = {
  name: 'delivery-list',
  text: `SELECT ${selectList(deliveryTable, 'd')} FROM announcement_delivery AS d WHERE shop_id = $1 AND announcement_id = ANY ($2::uuid[])
    ORDER BY announcement_id, channel`,
};

export const saveDelivery = (tx: Tx, shopId: string, announcementId: string, delivery: Delivery): void =>
  tx.send(save, [jsonRows([{ ...delivery, happenedAt: delivery.at, shopId, announcementId }])]);

/** What was reported of announcements, by their ids. */
export async function deliveriesOf(tx: Tx, shopId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Delivery[]>> {
  const of = new Map<string, Delivery[]>(ids.map((id) => [id, []]));
  for (const { announcementId, channel, outcome, reason, reportedAt, happenedAt } of await tx.query<RowOf<typeof deliveryTable>>(list, [
    shopId,
    ids,
  ]))
    of.get(announcementId)?.push({ channel, outcome, reason, at: happenedAt ?? reportedAt, reportedAt });
  return of;
}
