import { eventually } from '#test/kit/eventually';
import { buyerOf, stageShop, type StagedSession, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

let system: TestSystem;
let shop: StagedShop;

beforeAll(async () => {
  system = await startSystem({ processes: ['shop', 'schedule', 'session', 'routing', 'gateway'] });
  shop = await stageShop(system, { name: 'Lamps', policy: { routingMode: 'GROUP', agentEndHoldMinutes: 0 } });
  for (const person of ['annie', 'ben']) {
    await shop.hire(person, ['AGENT']);
    await shop.tell(person, 'setPresence', { presence: 'ONLINE' });
  }
});

afterAll(() => system?.stop());

const settings = (input: object) => shop.tell('owner', 'saveRoutingSettings', input);
const capacity = (person: string, maxCapacity: number) => shop.tell(person, 'setCapacity', { maxCapacity });

/** A buyer writes, with more than a text. */
const writes = async (buyer: string, more: object): Promise<StagedSession> =>
  (await shop.tell<{ session: StagedSession }>('connector', 'sendBuyerMessage', { buyer: buyerOf(buyer), text: 'hello', ...more })).session;

/** The order of a buyer who writes from its page. */
async function orders(buyer: string, orderId: string, status: string): Promise<object> {
  const { channel, externalId } = buyerOf(buyer) as { channel: string; externalId: string };
  const at = new Date(Date.now() - 60_000).toISOString();
  await shop.tell('connector', 'recordOrder', { buyer: { channel, externalId }, orderId, status, createdAt: at, statusAt: at });
  return { entryOrderId: orderId };
}

const ends = async (session: StagedSession, agent: string): Promise<void> => {
  await shop.tell(agent, 'sendAgentMessage', { sessionId: session.id, text: 'Here you are.' });
  await shop.tell(agent, 'endSession', { sessionId: session.id, confirm: true });
};

const sentenceOf = async ({ id }: StagedSession): Promise<string> => {
  const source = `query ($id: ID!) { session(id: $id) { routing { explanation { sentence(language: EN) } } } }`;
  return (await shop.ask<{ session: { routing: { explanation: { sentence: string } } } }>('owner', source, { id })).session.routing
    .explanation.sentence;
};

it('RTE-57 a buyer who asks for a skill goes to who has it, and to others once the ring is over', async () => {
  const agentSkills = [{ agentId: shop.idOf('ben'), skills: [{ name: 'refund', level: 4 }], languages: ['en'] }];
  await settings({ agentSkills, skillRings: [{ afterSeconds: 2, levels: null, anyLanguage: true }] });
  await capacity('ben', 1);
  const needs = { skills: [{ name: 'refund', level: 3 }], language: 'en' };
  await shop.tell('connector', 'enterChat', { buyer: buyerOf('b1'), needs });
  const first = await writes('b1', {});
  expect(first).toMatchObject({ state: 'ACTIVE', agent: { id: shop.idOf('ben') } });
  const second = await writes('b2', { needs });
  expect(second).toMatchObject({ state: 'QUEUED', routing: { queuePosition: 1 } });
  expect(await sentenceOf(second)).toContain('needs refund 3, en');
  await eventually(async () => expect(await shop.session(second.id)).toMatchObject({ state: 'ACTIVE', agent: { id: shop.idOf('annie') } }));
  await ends(first, 'ben');
  await ends(second, 'annie');
  await settings({ skillRings: null });
});

it('RTE-17 a buyer whom a group does not take in time goes on to the next one, and the chain is named', async () => {
  const save = async (input: object) => (await shop.tell<{ group: { id: string } }>('owner', 'saveAgentGroup', input)).group.id;
  const after = await save({ name: 'after', memberIds: [shop.idOf('annie')] });
  const overflow = { toGroupId: after, afterSeconds: 2 };
  const pre = await save({ name: 'pre', memberIds: [shop.idOf('ben')], statuses: ['UNPAID'], overflow });
  const circle = await shop.refusal('owner', 'saveAgentGroup', { groupId: after, overflow: { toGroupId: pre, afterSeconds: 1 } });
  expect(circle.extensions).toMatchObject({ code: 'CIRCULAR_OVERFLOW', field: 'overflow.toGroupId' });
  const first = await writes('b3', await orders('b3', 'o3', 'UNPAID'));
  const second = await writes('b4', await orders('b4', 'o4', 'UNPAID'));
  expect([first.state, second.state]).toEqual(['ACTIVE', 'QUEUED']);
  await eventually(async () => expect(await shop.session(second.id)).toMatchObject({ state: 'ACTIVE', agent: { id: shop.idOf('annie') } }));
  await eventually(async () => expect(await sentenceOf(second)).toContain('it went on along pre → after'));
  await ends(first, 'ben');
  await ends(second, 'annie');
});

it('INV-2, RTE-28 slots, channels and the rate keep further buyers waiting, each until it lets the next one in', async () => {
  await shop.tell('ben', 'setPresence', { presence: 'REST' });
  await capacity('annie', 2);
  await settings({ workUnits: [{ status: 'AFTER_SALES', slots: 2 }] });
  const heavy = await writes('b5', await orders('b5', 'o5', 'AFTER_SALES'));
  const behind = await shop.writes('b6');
  expect([heavy.state, behind.state]).toEqual(['ACTIVE', 'QUEUED']);
  await settings({ workUnits: [], assignmentRate: { sessions: 1, seconds: 2 } });
  await ends(heavy, 'annie');
  await eventually(async () => expect(await shop.session(behind.id)).toMatchObject({ state: 'ACTIVE' }));
  const next = await shop.writes('b7');
  expect(next.state).toBe('QUEUED');
  await eventually(async () => expect(await shop.session(next.id)).toMatchObject({ state: 'ACTIVE' }));
  await ends(next, 'annie');
  const { channel } = buyerOf('b8') as { channel: string };
  await settings({ assignmentRate: null, channelLimits: [{ channel, most: 1 }] });
  const last = await shop.writes('b8');
  expect(last.state).toBe('QUEUED');
  await settings({ channelLimits: [] });
  await eventually(async () => expect(await shop.session(last.id)).toMatchObject({ state: 'ACTIVE', agent: { id: shop.idOf('annie') } }));
});
