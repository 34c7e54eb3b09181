import { eventually } from '#test/kit/eventually';
import { buyerOf, stageShop, type StagedSession, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

let system: TestSystem;
let shop: StagedShop;

beforeAll(async () => {
  system = await startSystem({ processes: ['shop', 'schedule', 'session', 'routing', 'gateway'] });
  shop = await stageShop(system, { name: 'Lamps', policy: { botFirst: true } });
  await shop.hire('annie', ['AGENT']);
  await shop.tell('annie', 'setPresence', { presence: 'ONLINE' });
});

afterAll(() => system?.stop());

const becomes = (id: string, expected: Partial<StagedSession>): Promise<void> =>
  eventually(async () => expect(await shop.session(id)).toMatchObject(expected));

/* One story, told in order. */
describe('RTE-15, RTE-16 a bot before humans', () => {
  let session: StagedSession;

  it('has the buyer first, and speaks', async () => {
    await eventually(async () => {
      session = await shop.writes('b1');
      expect(await shop.session(session.id)).toMatchObject({ state: 'BOT', agent: null });
    });
    await shop.tell('connector', 'sendBotMessage', { buyer: buyerOf('b1'), text: 'How can I help?' });
    const refused = await shop.refusal('annie', 'sendAgentMessage', { sessionId: session.id, text: 'Hi' });
    expect(refused.extensions).toMatchObject({ code: 'NOT_ASSIGNED' });
  });

  it('hands over when the buyer asks for a human, and then is silent', async () => {
    await shop.tell('connector', 'transferToHuman', { buyer: buyerOf('b1') });
    await becomes(session.id, { state: 'ACTIVE', agent: { id: shop.idOf('annie') } });
    await shop.tell('annie', 'sendAgentMessage', { sessionId: session.id, text: 'Here I am.' });
    expect((await shop.refusal('connector', 'sendBotMessage', { buyer: buyerOf('b1'), text: 'More?' })).extensions).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      field: 'buyer',
    });
    await shop.tell('connector', 'transferToHuman', { buyer: buyerOf('b1') });
    await becomes(session.id, { state: 'ACTIVE' });
  });

  it('RTE-15 hands over with what the session asks of its agent', async () => {
    await shop.tell('owner', 'saveRoutingSettings', { skillRings: [] });
    const { id } = await shop.writes('b3');
    await becomes(id, { state: 'BOT' });
    await shop.tell('connector', 'transferToHuman', { buyer: buyerOf('b3'), needs: { language: 'en' } });
    await becomes(id, { state: 'QUEUED' });
    await shop.tell('owner', 'saveRoutingSettings', {
      agentSkills: [{ agentId: shop.idOf('annie'), skills: [], languages: ['en'] }],
    });
    await becomes(id, { state: 'ACTIVE', agent: { id: shop.idOf('annie') } });
    await shop.tell('owner', 'saveRoutingSettings', { skillRings: null });
  });

  it('RES-47 a buyer who leaves the bot is gone', async () => {
    const other = await shop.writes('b2');
    await becomes(other.id, { state: 'BOT' });
    await shop.tell('connector', 'leaveChat', { buyer: buyerOf('b2') });
    await becomes(other.id, { state: 'CLOSED', closeReason: 'BUYER_LEFT' });
  });

  it('SCH-17 what was left while the shop was closed goes to the bot when it opens, and by its word to a human', async () => {
    await shop.tell('owner', 'overrideReception', { open: false, reason: 'Meeting' });
    // Who writes before routing has heard of it is with the bot already, and stays there.
    let [left, buyer] = ['', 'n'];
    await eventually(async () => {
      buyer += 'n';
      left = (await shop.writes(buyer)).id;
      expect(await shop.session(left)).toMatchObject({ state: 'LEFT_MESSAGE' });
    });
    await shop.tell('owner', 'liftOverride', {});
    await becomes(left, { state: 'BOT', agent: null });
    await shop.tell('connector', 'sendBotMessage', { buyer: buyerOf(buyer), text: 'Good morning.' });
    await shop.tell('connector', 'transferToHuman', { buyer: buyerOf(buyer) });
    await becomes(left, { state: 'ACTIVE', agent: { id: shop.idOf('annie') } });
  });
});
