import { eventually } from '#test/kit/eventually';
import { stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

/* A shop with two groups, of which figures are told by name. */
let system: TestSystem;
let shop: StagedShop;
let groups: Readonly<Record<'sales' | 'care', string>>;

beforeAll(async () => {
  system = await startSystem({ clock: { at: '2026-03-02T02:00:00Z' } });
  shop = await stageShop(system, { name: 'Lamps', policy: { routingMode: 'GROUP' } });
  for (const agent of ['annie', 'ben']) {
    await shop.hire(agent, ['AGENT']);
    await shop.tell(agent, 'setPresence', { presence: 'ONLINE' });
  }
  const save = async (name: string, member: string, status: string): Promise<string> => {
    const input = { name, memberIds: [shop.idOf(member)], statuses: [status] };
    return (await shop.tell<{ group: { id: string } }>('owner', 'saveAgentGroup', input)).group.id;
  };
  groups = { sales: await save('售前', 'annie', 'NO_ACTIVE_ORDER'), care: await save('售后', 'ben', 'SHIPPED') };
});

afterAll(() => system?.stop());

interface Row {
  readonly key: string;
  readonly group: { readonly id: string; readonly name: string } | null;
  readonly figures: readonly { readonly numerator: number }[];
  readonly before: readonly { readonly numerator: number }[];
}

const report = async (dimension: 'GROUP' | 'POOL' | 'AGENT'): Promise<readonly Row[]> => {
  const query = `query($shop: ID!, $input: ReportInput!) { shop(id: $shop) { report(input: $input) {
    rows { key group { id name } agent { account { nickname } } figures { numerator } before { numerator } } } } }`;
  const input = { from: '2026-03-02', to: '2026-03-02', metrics: ['SESSIONS', 'RESPONSE_RATE'], dimension, rows: 'MEMBER', compare: true };
  return (await shop.ask<{ shop: { report: { rows: Row[] } } }>('owner', query, { input })).shop.report.rows;
};

it('RTE-7 MET-1 figures are told by groups with their names, from the first session that a group has on', async () => {
  for (const buyer of ['b1', 'b2']) {
    const session = await shop.writes(buyer);
    await shop.tell('annie', 'sendAgentMessage', { sessionId: session.id, text: 'Hello' });
  }
  await eventually(async () => {
    expect(await report('GROUP')).toEqual([
      {
        key: groups.sales,
        group: { id: groups.sales, name: '售前' },
        agent: null,
        figures: [{ numerator: 2 }, { numerator: 2 }],
        before: [{ numerator: 0 }, { numerator: 0 }],
      },
    ]);
  });
  expect(await report('AGENT')).toMatchObject([{ key: shop.idOf('annie'), group: null, agent: { account: { nickname: 'annie' } } }]);
});

it('RTE-62 a session that is given to another group counts for that one', async () => {
  const session = await shop.writes('b3');
  await shop.tell('annie', 'transferSession', { sessionId: session.id, toGroupId: groups.care, note: 'for you' });
  await eventually(async () => {
    const rows = await report('GROUP');
    expect(new Map(rows.map(({ group, figures }) => [group?.name, figures[0]?.numerator]))).toEqual(
      new Map([
        ['售前', 2],
        ['售后', 1],
      ]),
    );
  });
  expect((await report('POOL')).map(({ key, group }) => [key, group?.name])).toContainEqual([`GROUP:${groups.care}`, '售后']);
  const query = `query($shop: ID!, $input: MetricSessionsInput!) { shop(id: $shop) { metricSessions(input: $input) { nodes { sessionId session { timeline { nodes { kind } } } } } } }`;
  const input = { from: '2026-03-02', to: '2026-03-02', metric: 'SESSIONS', dimension: 'GROUP', rows: 'MEMBER', key: groups.care };
  const { shop: told } = await shop.ask<{ shop: { metricSessions: { nodes: unknown[] } } }>('owner', query, { input });
  expect(told.metricSessions.nodes).toMatchObject([{ sessionId: session.id }]);
});

it('a group that is gone keeps its figures and has no name', async () => {
  await shop.tell('owner', 'removeAgentGroup', { groupId: groups.care });
  await eventually(async () => {
    expect((await report('GROUP')).find(({ key }) => key === groups.care)).toMatchObject({ group: null, figures: [{ numerator: 1 }, {}] });
  });
});
