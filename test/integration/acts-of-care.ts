import type { CareHouse } from './care-house';
import type { Act } from './acts-of-schedule';

/** An example of every mutation of care that leaves a line, each in a shop of its own. */
export function actsOfCare(place: () => CareHouse): Readonly<Record<string, () => Promise<Act>>> {
  /** A manager who does something with the task of an order that is not paid. */
  const withTask = async (inputOf: (agent: string) => object): Promise<Act> => {
    const house = place();
    const shop = await house.openShop();
    const agent = await shop.hire();
    await shop.order({});
    await house.at('2026-03-02T10:15:00Z');
    const { careTasks } = await shop.read<{ careTasks: { nodes: { id: string }[] } }>('careTasks { nodes { id } }');
    const taskId = careTasks.nodes[0]!.id;
    await shop.act('assignCareTask', { taskId, accountId: agent }, 'task { id }');
    return { ask: house.ask, db: house.deps.db, by: shop.as('ADMIN'), input: { shopId: shop.id, taskId, ...inputOf(agent) } };
  };
  const withFlow = async (): Promise<Act> => {
    const house = place();
    const shop = await house.openShop();
    return {
      ...{ ask: house.ask, db: house.deps.db, by: shop.as('ADMIN'), selection: 'version' },
      input: { shopId: shop.id, enabled: true, steps: [{ kind: 'COUPON', medium: 'CHANNEL', afterDays: 1, text: 'a secret text' }] },
    };
  };
  return {
    saveRetentionFlow: withFlow,
    assignCareTask: () => withTask(() => ({ accountId: null })),
    tickCareTask: () => withTask(() => ({ ticked: true, note: 'a secret note' })),
  };
}
