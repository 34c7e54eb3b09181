import { eventually } from '#test/kit/eventually';
import { stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

/* A shop prepares 11.11 and looks at its volume, through the gateway. */
let system: TestSystem;
let shop: StagedShop;

beforeAll(async () => {
  system = await startSystem({ processes: ['shop', 'schedule', 'gateway'], clock: { at: '2026-10-11T02:00:00Z' } });
  shop = await stageShop(system, { name: 'Lamps' });
});

afterAll(() => system?.stop());

interface Tasks {
  readonly nodes: readonly {
    readonly id: string;
    readonly post: string;
    readonly state: string;
    readonly agent: { readonly name: string };
  }[];
}
const tasks = async (as: string): Promise<Tasks['nodes']> =>
  (
    await shop.ask<{ shop: { promotionTasks: Tasks } }>(
      as,
      `query($shop: ID!) { shop(id: $shop) { promotionTasks(first: 50, filter: { kinds: [ROTATE_POST] }) { nodes { id post state agent { name } } } } }`,
    )
  ).shop.promotionTasks.nodes;

it('STF-10 whoever is hired has its rotation to do, today, and ticks it', async () => {
  await shop.hire('annie', ['AGENT']);
  await shop.tell('owner', 'savePromotion', { name: '11.11', kind: 'DOUBLE_ELEVEN', firstDate: '2026-11-11' });
  await shop.hire('ben', ['AGENT']);
  await eventually(async () => expect(await tasks('owner')).toHaveLength(10));
  const own = await tasks('annie');
  expect(own.map(({ post, state, agent }) => [post, state, agent.name])).toEqual(
    ['PRE_SALE', 'AFTER_SALES', 'RETURNS_AND_REFUNDS', 'ERP', 'OTHER_SERVICE'].map((post) => [post, 'DUE', 'annie']),
  );
  expect(await shop.tell('annie', 'tickPromotionTask', { taskId: own[0]!.id, ticked: true })).toEqual({
    task: { id: own[0]!.id, state: 'DONE' },
  });
  expect((await shop.refusal('ben', 'tickPromotionTask', { taskId: own[1]!.id, ticked: true })).extensions).toMatchObject({
    code: 'FORBIDDEN',
    field: 'taskId',
  });
  await shop.tell('owner', 'removeAccount', { accountId: shop.idOf('ben') });
  await eventually(async () => expect(await tasks('owner')).toHaveLength(5));
});

it('SCH-23 SCH-24 four weeks of volume fit one request, and say what hours would serve', async () => {
  const weekly = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'].map((day) => ({ day, start: '10:00', end: '19:00' }));
  const weekend = ['SATURDAY', 'SUNDAY'].map((day) => ({ day, start: '11:00', end: '18:00' }));
  await shop.tell('owner', 'saveReceptionSchedule', { weekly: [...weekly, ...weekend] });
  const days = Array.from({ length: 28 }, (_, back) => {
    const date = new Date(Date.UTC(2026, 9, 10 - back)).toISOString().slice(0, 10);
    const isWeekend = [0, 6].includes(new Date(date).getUTCDay());
    return { date, consultations: Array.from({ length: 48 }, (_slot, slot) => (slot >= 36 && slot < 40 && isWeekend ? 12 : 0)) };
  });
  expect(await shop.tell('owner', 'saveVolumeProfile', { days })).toEqual({ savedDays: 28 });
  const { shop: answer } = await shop.ask<{ shop: object }>(
    'owner',
    'query($shop: ID!) { shop(id: $shop) { receptionAdvice { text } volumeProfile { proposedWindows { day start end } } } }',
  );
  expect(answer).toEqual({
    receptionAdvice: [{ text: 'EXTEND SAT,SUN to 20:00' }],
    volumeProfile: { proposedWindows: ['SATURDAY', 'SUNDAY'].map((day) => ({ day, start: '18:00', end: '20:00' })) },
  });
});
