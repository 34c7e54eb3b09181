import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { insertRows, jsonRows, updateRows } from '#libs/platform/database/write-rows';
import type { ShopWebhook, WebhookSecrets } from '../domain/webhook';
import { webhookTable } from './webhook-table';

/** Secrets are read by who signs alone. */
const columns = selectList(
  webhookTable,
  'w',
  webhookTable.fields.filter((field) => field !== 'secret' && field !== 'previousSecret'),
);

const insert = insertRows(webhookTable, { name: 'webhook-insert' });
const save = updateRows(webhookTable, { name: 'webhook-save', fields: ['url', 'kinds', 'enabled'] });
const rotate = updateRows(webhookTable, { name: 'webhook-rotate', fields: ['secret', 'previousSecret', 'previousUntil'] });
const remove: Statement = { name: 'webhook-remove', text: 'DELETE FROM webhook WHERE shop_id = $1 AND webhook_id = $2' };

const ofShop: Statement = {
  name: 'webhooks-of-shop',
  text: `SELECT ${columns} FROM webhook AS w WHERE shop_id = ANY ($1::uuid[]) ORDER BY created_at, webhook_id`,
};

const secrets: Statement = {
  name: 'webhook-secrets',
  text: `SELECT webhook_id AS "webhookId", url, enabled, secret, CASE WHEN previous_until > $2 THEN previous_secret END AS "previousSecret"
    FROM webhook WHERE webhook_id = ANY ($1::uuid[])`,
};

export type SigningWebhook = Pick<ShopWebhook, 'webhookId' | 'url' | 'enabled'> & WebhookSecrets;

export const insertWebhook = (tx: Tx, webhook: ShopWebhook, secret: string): void =>
  tx.send(insert, [jsonRows([{ ...webhook, secret, previousSecret: null }])]);

/** Writes what a command changes, but the secrets. */
export const saveWebhook = (tx: Tx, webhook: ShopWebhook): void => tx.send(save, [jsonRows([webhook])]);

export const saveSecret = (tx: Tx, webhook: ShopWebhook, secrets: WebhookSecrets): void =>
  tx.send(rotate, [jsonRows([{ ...webhook, ...secrets }])]);

export const deleteWebhook = (tx: Tx, shopId: string, webhookId: string): void => tx.send(remove, [shopId, webhookId]);

export const webhooksOf = (tx: Tx, shopIds: readonly string[]): Promise<ShopWebhook[]> =>
  tx.query<ShopWebhook & Record<string, unknown>>(ofShop, [shopIds]);

/** What deliveries to webhooks of the transaction's shops are signed with now. */
export const signingWebhooks = (tx: Tx, webhookIds: readonly string[], now: Date): Promise<SigningWebhook[]> =>
  tx.query<SigningWebhook & Record<string, unknown>>(secrets, [webhookIds, now]);
