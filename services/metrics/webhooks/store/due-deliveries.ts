import type { Database, Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { jsonRows, updateRows } from '#libs/platform/database/write-rows';
import type { Delivery } from '../domain/delivery';
import { deliveryTable } from './delivery-table';

const shops: Statement = {
  name: 'deliveries-due-shops',
  text: `SELECT DISTINCT shop_id AS "shopId" FROM (SELECT shop_id FROM webhook_delivery WHERE due_at <= $1 ORDER BY due_at LIMIT 500) due`,
};

/* At most so many of each webhook, and none of those that are kept waiting for now, so that a slow receiver holds up its own deliveries only. */
const claim: Statement = {
  name: 'deliveries-claim',
  text: `UPDATE webhook_delivery AS d SET attempts = d.attempts + 1, due_at = $2 WHERE (d.shop_id, d.delivery_id) IN (
      SELECT k.shop_id, k.delivery_id FROM webhook_delivery k WHERE k.due_at <= $1 AND (k.shop_id, k.delivery_id) IN (
        SELECT shop_id, delivery_id FROM (
          SELECT shop_id, delivery_id, due_at, row_number() OVER (PARTITION BY webhook_id ORDER BY due_at, delivery_id) AS turn
          FROM webhook_delivery WHERE due_at <= $1 AND NOT webhook_id = ANY ($3::uuid[])) due
        WHERE turn <= $4 ORDER BY due_at LIMIT $5)
      FOR UPDATE SKIP LOCKED)
    RETURNING ${selectList(deliveryTable, 'd')}`,
};

const settle = updateRows(deliveryTable, {
  name: 'delivery-settle',
  fields: ['status', 'dueAt', 'doneAt', 'lastStatus', 'lastError'],
  where: `t.status = 'PENDING' AND t.attempts = k."attempts"`,
  also: { attempts: 'integer' },
  returning: ['deliveryId'],
});

/** Shops with deliveries to be tried. For the worker role. */
export const shopsWithDeliveries = async (workerDb: Database, now: Date): Promise<string[]> =>
  (await workerDb.transaction([], (tx) => tx.query<{ shopId: string }>(shops, [now]))).map(({ shopId }) => shopId);

export interface ClaimTerms {
  readonly now: Date;
  /** When somebody else may try what this process does not finish. */
  readonly leaseUntil: Date;
  readonly busyWebhooks: readonly string[];
  readonly perWebhook: number;
  readonly limit: number;
}

/** Takes deliveries that are due for this process, each counted as tried; nobody else gets them before the lease is over. */
export const claimDeliveries = (tx: Tx, { now, leaseUntil, busyWebhooks, perWebhook, limit }: ClaimTerms): Promise<Delivery[]> =>
  tx.query<Delivery & Record<string, unknown>>(claim, [now, leaseUntil, busyWebhooks, perWebhook, limit]);

/** Writes what a try came to, unless somebody has tried again since, or it was given up. */
export const settleDelivery = async (tx: Tx, delivery: Delivery): Promise<boolean> =>
  (await tx.query(settle, [jsonRows([delivery])])).length > 0;
