import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { Delivery, DeliveryStatus } from '../domain/delivery';
import { deliveryTable } from './delivery-table';

const columns = selectList(deliveryTable, 'd');

const insert = insertRows(deliveryTable, { name: 'deliveries-insert', onConflict: 'ignore' });

const page: Statement = {
  name: 'deliveries-page',
  text: `SELECT ${columns} FROM webhook_delivery AS d WHERE shop_id = $1 AND webhook_id = $2 AND (planned_at, delivery_id) < ($3, $4)
    AND ($5::text IS NULL OR status = $5) ORDER BY planned_at DESC, delivery_id DESC LIMIT $6`,
};

const one: Statement = {
  name: 'delivery-lock',
  text: `SELECT ${columns} FROM webhook_delivery AS d WHERE shop_id = $1 AND delivery_id = $2 FOR UPDATE`,
};

const replay: Statement = {
  name: 'delivery-replay',
  text: `UPDATE webhook_delivery AS d SET status = 'PENDING', attempts = 0, due_at = $3, done_at = NULL WHERE shop_id = $1 AND delivery_id = $2 RETURNING ${columns}`,
};

const giveUp: Statement = {
  name: 'deliveries-give-up',
  text: `UPDATE webhook_delivery SET status = 'DEAD', due_at = NULL, done_at = $3, last_error = $4 WHERE shop_id = $1 AND webhook_id = $2 AND status = 'PENDING'`,
};

const forget: Statement = { name: 'deliveries-forget', text: 'DELETE FROM webhook_delivery WHERE shop_id = $1 AND webhook_id = $2' };

export interface DeliveryPlace {
  readonly plannedAt: Date;
  readonly deliveryId: string;
}

/** Plans deliveries; one that is planned already is not planned again. */
export const planned = (tx: Tx, deliveries: readonly Delivery[]): void => tx.send(insert, [jsonRows(deliveries)]);

/** A webhook's deliveries behind a place, those planned last first. */
export const deliveriesBehind = (
  tx: Tx,
  { shopId, webhookId }: Pick<Delivery, 'shopId' | 'webhookId'>,
  place: DeliveryPlace,
  status: DeliveryStatus | null,
  limit: number,
): Promise<Delivery[]> =>
  tx.query<Delivery & Record<string, unknown>>(page, [shopId, webhookId, place.plannedAt, place.deliveryId, status, limit]);

export const lockDelivery = async (tx: Tx, shopId: string, deliveryId: string): Promise<Delivery | undefined> =>
  (await tx.query<Delivery & Record<string, unknown>>(one, [shopId, deliveryId]))[0];

/** Has a delivery tried again from its first try on. */
export const replayed = async (tx: Tx, { shopId, deliveryId }: Delivery, now: Date): Promise<Delivery> =>
  (await tx.query<Delivery & Record<string, unknown>>(replay, [shopId, deliveryId, now]))[0]!;

/** Gives up what has not been delivered to a webhook. */
export const giveUpDeliveries = (tx: Tx, shopId: string, webhookId: string, now: Date, why: string): void =>
  tx.send(giveUp, [shopId, webhookId, now, why]);

export const forgetDeliveries = (tx: Tx, shopId: string, webhookId: string): void => tx.send(forget, [shopId, webhookId]);
