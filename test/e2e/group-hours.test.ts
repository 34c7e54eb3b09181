import { eventually } from '#test/kit/eventually';
import { moveClock } from '#test/kit/move-clock';
import { stageShop, type StagedSession, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

/* Times of day are the shop's, Asia/Shanghai. The shop receives from 9 to 18, its group 售前 from 10 to 12 and from 14 to 16. */
const at = (text: string): string => new Date(`2026-03-02T${text}+08:00`).toISOString();
const days = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const daily = (start: string, end: string): object[] => days.map((day) => ({ day, start, end }));

let system: TestSystem;
let shop: StagedShop;
let group: string;

beforeAll(async () => {
  system = await startSystem({
    processes: ['shop', 'schedule', 'session', 'routing', 'gateway'],
    clock: { at: at('12:30:00') },
  });
  const policy = { routingMode: 'GROUP', idleCloseAfterAgentMinutes: null, idleCloseAfterBuyerMinutes: null };
  shop = await stageShop(system, { name: 'Lamps', policy });
  for (const agent of ['annie', 'ben']) {
    await shop.hire(agent, ['AGENT']);
    await shop.tell(agent, 'setCapacity', { maxCapacity: 1 });
    await shop.tell(agent, 'setPresence', { presence: 'ONLINE' });
  }
  const saved = { name: '售前', memberIds: [shop.idOf('annie')], statuses: ['NO_ACTIVE_ORDER'] };
  group = (await shop.tell<{ group: { id: string } }>('owner', 'saveAgentGroup', saved)).group.id;
  await shop.tell('owner', 'saveReceptionSchedule', { weekly: daily('09:00', '18:00'), reason: 'Opening' });
  const own = [...daily('10:00', '12:00'), ...daily('14:00', '16:00')];
  await shop.tell('owner', 'saveReceptionSchedule', { groupId: group, weekly: own, reason: 'Two shifts' });
});

afterAll(() => system?.stop());

interface Why {
  readonly outcome: string;
  readonly cause: string;
  readonly rule: string;
  readonly pool: string;
  readonly explanation: { readonly scheduleVersion: number; readonly hoursGroupId: string | null; readonly sentence: string };
}

const why = 'outcome cause rule pool explanation { scheduleVersion hoursGroupId sentence }';
const closedCause = { outcome: 'LEFT_MESSAGE', cause: 'GROUP_CLOSED', rule: 'SCH-17', pool: 'NO_ACTIVE_ORDER' };

const simulate = async (orderStatus: string): Promise<Why> => {
  const query = `query ($input: SimulateRoutingInput!) { simulateRouting(input: $input) { ${why} } }`;
  return (await shop.ask<{ simulateRouting: Why }>('owner', query, { input: { shopId: shop.id, orderStatus } })).simulateRouting;
};

const isWith = (session: StagedSession, agent: string): Promise<void> =>
  eventually(async () => expect(await shop.session(session.id)).toMatchObject({ state: 'ACTIVE', agent: { id: shop.idOf(agent) } }));

/* One story, told in order. */
describe('a group with hours of its own', () => {
  let first: StagedSession;
  let second: StagedSession;

  it('SCH-17 is closed while the shop is open: simulation says so, and by whose hours', async () => {
    await eventually(async () => expect(await simulate('NO_ACTIVE_ORDER')).toMatchObject(closedCause));
    expect((await simulate('NO_ACTIVE_ORDER')).explanation).toEqual({
      scheduleVersion: 2,
      hoursGroupId: group,
      sentence: '“无活跃订单”对应分组不在接待时间内,转为留言。',
    });
    expect(await simulate('UNPAID')).toMatchObject({ outcome: 'ASSIGNED', rule: 'RTE-9', explanation: { hoursGroupId: null } });
  });

  it('SCH-15, SCH-17 a buyer of the group leaves a message and is told of the group’s hours, as the dry run says', async () => {
    first = await shop.writes('b1');
    expect(first.routing).toMatchObject({ outcome: 'LEFT_MESSAGE', cause: 'GROUP_CLOSED', agent: null });
    const query = `query ($shop: ID!, $group: ID!, $session: ID!) { previewReception(shopId: $shop, groupId: $group) { outcome answer nextOpeningAt }
      shop(id: $shop) { reception { state } } session(id: $session) { messages { nodes { sender text } } routing { ${why} } } }`;
    await eventually(async () => {
      const seen = await shop.ask<{ previewReception: { answer: string }; session: object }>('owner', query, { group, session: first.id });
      expect(seen).toMatchObject({
        previewReception: { outcome: 'CLOSED_NOTICE', answer: expect.stringContaining('10:00-12:00、14:00-16:00') as unknown },
        shop: { reception: { state: 'OPEN' } },
        session: { routing: { ...closedCause, explanation: { scheduleVersion: 2, hoursGroupId: group } } },
      });
      expect(seen).toMatchObject({ previewReception: { nextOpeningAt: at('14:00:00') } });
      const messages = { nodes: [{ sender: 'BUYER' }, { sender: 'AUTO', text: seen.previewReception.answer }] };
      expect(seen.session).toMatchObject({ messages });
    });
  });

  it('SCH-17 its messages are served when it opens, oldest first, by a routing process that was not there before', async () => {
    second = await shop.writes('b2');
    expect(second.routing).toMatchObject({ outcome: 'LEFT_MESSAGE', cause: 'GROUP_CLOSED' });
    await system.process('routing').stop();
    await moveClock(system, at('14:00:00'));
    await system.process('routing').start();
    await isWith(first, 'annie');
    await eventually(async () => expect(await shop.session(second.id)).toMatchObject({ state: 'QUEUED' }));
  });

  it('SCH-19 its queue becomes left messages when it closes; the talk goes on, and the rest of the shop is open', async () => {
    await moveClock(system, at('16:00:00'));
    await eventually(async () => expect(await shop.session(second.id)).toMatchObject({ state: 'LEFT_MESSAGE' }));
    expect(await shop.session(first.id)).toMatchObject({ state: 'ACTIVE' });
    expect(await simulate('SHIPPED')).toMatchObject({ outcome: 'ASSIGNED' });
  });

  it('SCH-11 once it gives up its own hours it follows the shop again', async () => {
    await shop.tell('owner', 'saveReceptionSchedule', { groupId: group, followsShop: true, reason: 'As the shop' });
    await shop.tell('annie', 'setCapacity', { maxCapacity: 2 });
    await isWith(second, 'annie');
    expect((await simulate('NO_ACTIVE_ORDER')).explanation).toMatchObject({ scheduleVersion: 1, hoursGroupId: null });
  });
});
