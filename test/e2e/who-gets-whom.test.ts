import { businessDateAt } from '#libs/calendar/index';
import { eventually } from '#test/kit/eventually';
import { buyerOf, stageShop, type StagedSession, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

let system: TestSystem;
let shop: StagedShop;

beforeAll(async () => {
  system = await startSystem({ processes: ['shop', 'schedule', 'session', 'routing', 'gateway'] });
  shop = await stageShop(system, { name: 'Lamps', policy: { routingMode: 'GROUP' } });
  for (const person of ['annie', 'ben']) {
    await shop.hire(person, ['AGENT']);
    await shop.tell(person, 'setPresence', { presence: 'ONLINE' });
  }
});

afterAll(() => system?.stop());

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const key = (name: string) => {
  const { channel, externalId } = buyerOf(name) as { channel: string; externalId: string };
  return { channel, externalId };
};
const ends = async (session: StagedSession, agent: string): Promise<void> => {
  await shop.tell(agent, 'sendAgentMessage', { sessionId: session.id, text: 'Here you are.' });
  await shop.tell(agent, 'endSession', { sessionId: session.id, confirm: true });
};

/* One story, told in order. */
describe('who gets whom', () => {
  let unpaid: StagedSession;

  it('RTE-7 a buyer with an unpaid order goes to the group of that status', async () => {
    await shop.tell('owner', 'saveAgentGroup', { name: '售前', memberIds: [shop.idOf('ben')], statuses: ['UNPAID'] });
    await shop.tell('connector', 'recordOrder', {
      buyer: key('b1'),
      orderId: 'o1',
      status: 'UNPAID',
      createdAt: ago(60),
      statusAt: ago(60),
    });
    unpaid = await shop.writes('b1');
    expect(unpaid).toMatchObject({ routing: { rule: 'RTE-7', cause: 'EVEN', agent: { id: shop.idOf('ben') } } });
  });

  it('RTE-13 she comes back paid: to the agent who knows her, full or not, whatever the status asks for', async () => {
    await ends(unpaid, 'ben');
    const paid = { buyer: key('b1'), orderId: 'o1', status: 'PAID_UNSHIPPED', createdAt: ago(60), statusAt: ago(1), paidAt: ago(1) };
    await shop.tell('connector', 'recordOrder', paid);
    await shop.tell('ben', 'setCapacity', { maxCapacity: 1 });
    await shop.writes('x', 'fills somebody');
    const again = await shop.writes('b1', 'One more thing');
    expect(again).toMatchObject({ reentryOf: unpaid.id, routing: { cause: 'RETURNING', rule: 'RTE-13', agent: { id: shop.idOf('ben') } } });
  });

  it('RTE-40, RTE-47 a member passes everybody who waits, and is told so', async () => {
    const month = businessDateAt(new Date(), 'Asia/Shanghai').slice(0, 7);
    await shop.tell('connector', 'setTier', { month, tier: 'GOLD' });
    await shop.tell('owner', 'saveCrowd', { crowdId: 'members', kind: 'MEMBER', name: '会员' });
    await shop.tell('connector', 'recordCrowdMembership', {
      crowdId: 'members',
      members: [{ buyer: key('vip'), joinedAt: ago(3 * 24 * 60) }],
    });
    await shop.tell('owner', 'updateShopPolicy', { policy: { priorityCrowds: true } });
    await eventually(async () =>
      expect(await shop.tell('owner', 'savePriorityCrowds', { crowdIds: ['members'] })).toMatchObject({
        settings: { priorityCrowds: { effective: true } },
      }),
    );
    for (const person of ['annie', 'ben']) await shop.tell(person, 'setCapacity', { maxCapacity: 1 });
    await shop.writes('b3');
    expect(await shop.session((await shop.writes('b4')).id)).toMatchObject({ state: 'QUEUED' });
    const input = { buyer: buyerOf('vip'), text: '在吗', entryPoint: 'PRODUCT_PAGE' };
    const { session: vip } = await shop.tell<{ session: StagedSession }>('connector', 'sendBuyerMessage', input);
    expect(vip).toMatchObject({ routing: { cause: 'PRIORITY_CROWD', rule: 'RTE-40' } });
    const texts = 'query ($id: ID!) { session(id: $id) { messages { nodes { sender text } } } }';
    await eventually(async () =>
      expect(await shop.ask('owner', texts, { id: vip.id })).toMatchObject({
        session: { messages: { nodes: [{ sender: 'BUYER' }, { sender: 'AUTO', text: '会员专属客服\n已跳过排队直连人工' }] } },
      }),
    );
  });

  it('INV-4 the decision says why, in a sentence', async () => {
    const query = `query ($shop: ID!) { shop(id: $shop) { decisions(first: 1) { nodes { rule explanation { sentence sentenceEn: sentence(language: EN) } } } } }`;
    const { shop: found } = await shop.ask<{ shop: { decisions: { nodes: unknown[] } } }>('owner', query);
    const containing = (text: string): unknown => expect.stringContaining(text);
    expect(found.decisions.nodes).toMatchObject([
      { explanation: { sentence: containing('优先接待人群'), sentenceEn: containing('crowd comes first') } },
    ]);
  });
});
