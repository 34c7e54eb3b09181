import type { Database } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import type { Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { run, type Act } from './acts-of-schedule';

const exempt = { from: '2024-02-04T00:00:00Z', to: '2024-02-17T00:00:00Z', metrics: ['QUICK_REPLY_RATE'], reason: 'a secret reason' };
const known = { name: 'test-metrics-shop', text: `INSERT INTO shop_copy VALUES ($1, 1, 'Asia/Shanghai', false)` };

/** An example of every mutation of metrics that leaves a line, each in a shop of its own. */
export function actsOfMetrics(service: () => { readonly ask: Ask; readonly db: Database }): Readonly<Record<string, () => Promise<Act>>> {
  const act = async (inputOf: (act: Act) => object | Promise<object>): Promise<Act> => {
    const { ask, db } = service();
    const shopId = newId();
    await db.transaction([shopId], (tx) => tx.query(known, [shopId]));
    const inShop: Act = { ask, db, by: callerAs('ADMIN', shopId), input: { shopId }, selection: 'settings { version }' };
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
  return {
    saveMetricSettings: () => act(() => ({ targetPercent: 95 })),
    saveExemptRange: () => act(() => exempt),
    removeExemptRange: () => act(async (inShop) => ({ rangeId: await rangeIn(inShop) })),
  };
}
