import type { Database } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import type { Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { run, type Act } from './acts-of-schedule';

const exempt = { from: '2024-02-04T00:00:00Z', to: '2024-02-17T00:00:00Z', metrics: ['QUICK_REPLY_RATE'], reason: 'a secret reason' };
const report = { name: 'a secret name', question: { metrics: ['SESSIONS'], days: 7 } };
const hook = { url: 'https://example.com/a-secret-path' };
const dead = {
  name: 'test-dead-delivery',
  text: `INSERT INTO webhook_delivery (shop_id, delivery_id, webhook_id, subject_id, type, body, status, attempts, planned_at, done_at)
    VALUES ($1, $2, $3, $2, 'RAISED', '{}', 'DEAD', 10, now(), now())`,
};
const known = { name: 'test-metrics-shop', text: `INSERT INTO shop_copy VALUES ($1, 1, 'Asia/Shanghai', false)` };

/** An example of every mutation of metrics that leaves a line, each in a shop of its own. */
export function actsOfMetrics(service: () => { readonly ask: Ask; readonly db: Database }): Readonly<Record<string, () => Promise<Act>>> {
  const act = async (inputOf: (act: Act) => object | Promise<object>, selection = 'settings { version }'): Promise<Act> => {
    const { ask, db } = service();
    const shopId = newId();
    await db.transaction([shopId], (tx) => tx.query(known, [shopId]));
    const inShop: Act = { ask, db, by: callerAs('ADMIN', shopId), input: { shopId }, selection };
    return { ...inShop, input: { shopId, ...(await inputOf(inShop)) } };
  };
  const rangeIn = async (inShop: Act): Promise<string> => {
    const { data } = await run('saveExemptRange', {
      ...inShop,
      input: { ...inShop.input, ...exempt },
      selection: 'settings { exemptRanges { id } }',
    });
    return (data['done'] as { settings: { exemptRanges: { id: string }[] } }).settings.exemptRanges[0]!.id;
  };
  const reportIn = async (inShop: Act): Promise<string> => {
    const { data } = await run('saveReport', { ...inShop, input: { ...inShop.input, ...report }, selection: 'report { id }' });
    return (data['done'] as { report: { id: string } }).report.id;
  };
  const hookIn = async (inShop: Act): Promise<string> => {
    const { data } = await run('saveWebhook', { ...inShop, input: { ...inShop.input, ...hook }, selection: 'webhook { id }' });
    return (data['done'] as { webhook: { id: string } }).webhook.id;
  };
  const deliveryIn = async (inShop: Act): Promise<string> => {
    const [webhookId, deliveryId] = [await hookIn(inShop), newId()];
    const { shopId } = inShop.input as { readonly shopId: string };
    await inShop.db.transaction([shopId], (tx) => tx.query(dead, [shopId, deliveryId, webhookId]));
    return deliveryId;
  };
  return {
    saveMetricSettings: () => act(() => ({ targetPercent: 95 })),
    saveExemptRange: () => act(() => exempt),
    saveReport: () => act(() => report, 'report { id }'),
    removeReport: () => act(async (inShop) => ({ reportId: await reportIn(inShop) }), 'reportId'),
    runReport: () => act(async (inShop) => ({ reportId: await reportIn(inShop) }), 'run { id }'),
    saveWebhook: () => act(() => hook, 'webhook { id }'),
    rotateWebhook: () => act(async (inShop) => ({ webhookId: await hookIn(inShop) }), 'webhook { id }'),
    removeWebhook: () => act(async (inShop) => ({ webhookId: await hookIn(inShop) }), 'webhookId'),
    replayDelivery: () => act(async (inShop) => ({ deliveryId: await deliveryIn(inShop) }), 'delivery { id }'),
    removeExemptRange: () => act(async (inShop) => ({ rangeId: await rangeIn(inShop) })),
  };
}
