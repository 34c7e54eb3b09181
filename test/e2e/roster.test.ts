import { eventually } from '#test/kit/eventually';
import { moveClock } from '#test/kit/move-clock';
import { stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

/* A roster through the gateway: what schedule saves, routing holds agents to; what routing tells of them, schedule counts. Monday 2026-03-02 in Shanghai. */
const at = (time: string): string => new Date(`2026-03-02T${time}+08:00`).toISOString();

let system: TestSystem;
let shop: StagedShop;

beforeAll(async () => {
  system = await startSystem({ processes: ['shop', 'schedule', 'session', 'routing', 'gateway'], clock: { at: at('09:50:00') } });
  shop = await stageShop(system, { name: 'Lamps' });
  for (const agent of ['annie', 'ben']) await shop.hire(agent, ['AGENT']);
  await shop.hire('cora', ['CS_ADMIN']);
});

afterAll(() => system?.stop());

const ask = async <T>(fields: string, as = 'cora'): Promise<T> =>
  (await shop.ask<{ shop: T }>(as, `query($shop: ID!) { shop(id: $shop) { ${fields} } }`)).shop;
const presence = (as: string, to: string, more: object = {}) =>
  shop.tell<{ warnings: object[] }>(as, 'setPresence', { presence: to, ...more });

it('a manager brings the roster as a file that calls people by their names; the board shows who is on shift and who comes', async () => {
  const csv = '\ufeff客服,日期,开始,结束\r\nannie,2026-03-02,10:00,19:00\r\nben,2026-03-02,10:00,14:00\r\n';
  await eventually(async () => expect(await shop.tell('cora', 'importShifts', { csv })).toMatchObject({ isSaved: true, problems: [] }));
  // Routing hears of agents by itself.
  await eventually(async () =>
    expect(await ask('agents { account { name } shiftNow { to } shiftNext { from } }', 'annie')).toEqual({
      agents: ['annie', 'ben'].map((name) => ({ account: { name }, shiftNow: null, shiftNext: { from: at('10:00:00') } })),
    }),
  );
  const { shiftsCsv } = await ask<{ shiftsCsv: { csv: string } }>('shiftsCsv(from: "2026-03-02") { csv }');
  expect(await shop.tell('cora', 'importShifts', { csv: shiftsCsv.csv })).toMatchObject({ saved: 0, unchanged: 2 });
});

it('STF-26 shift 10:00, online 10:07 ⇒ late 7', async () => {
  await presence('annie', 'ONLINE');
  await moveClock(system, at('10:07:00'));
  await presence('ben', 'ONLINE');
  await eventually(async () =>
    expect(await ask('lateLogins(from: "2026-03-02") { nodes { kind lateMinutes shift { agent { name } } } }')).toEqual({
      lateLogins: { nodes: [{ kind: 'LATE', lateMinutes: 7, shift: { agent: { name: 'ben' } } }] },
    }),
  );
});

it('STF-14 A rests, B may not; a manager lets it, with a reason', async () => {
  await presence('annie', 'REST');
  expect((await shop.refusal('ben', 'setPresence', { presence: 'REST' })).extensions).toMatchObject({
    code: 'LAST_AGENT_ONLINE',
    field: 'presence',
  });
  const act = { agentId: shop.idOf('ben'), reason: 'Fire drill', overrideLastAgent: true };
  expect((await presence('cora', 'REST', act)).warnings).toEqual([{ code: 'LAST_AGENT_ONLINE' }]);
  await presence('annie', 'ONLINE');
  await presence('ben', 'ONLINE');
});

it('RES-30 after a shift, or when it is taken away, nothing is refused', async () => {
  await moveClock(system, at('14:00:00'));
  await presence('ben', 'OFFLINE');
  expect((await shop.refusal('annie', 'setPresence', { presence: 'OFFLINE' })).extensions).toMatchObject({ code: 'LAST_AGENT_ONLINE' });
  const { shifts } = await ask<{ shifts: { nodes: { id: string }[] } }>(
    `shifts(from: "2026-03-02", agentId: "${shop.idOf('annie')}") { nodes { id } }`,
  );
  await shop.tell('cora', 'saveShifts', { remove: shifts.nodes.map(({ id }) => id) });
  await eventually(async () => expect((await presence('annie', 'OFFLINE')).warnings).toEqual([{ code: 'LAST_AGENT_ONLINE' }]));
});
