import { startWebConnector } from '#infra/connectors/web/web-connector';
import { eventually } from '#test/kit/eventually';
import { LiveClient } from '#test/kit/live-client';
import { stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';
import { accessTo } from '#test/kit/test-stack';

jest.setTimeout(120_000);

/* A buyer writes on the page of a sample channel, an agent answers through the gateway, and the connector brings the answer back. */
let system: TestSystem;
let shop: StagedShop;
let connector: Awaited<ReturnType<typeof startWebConnector>>;

beforeAll(async () => {
  system = await startSystem({ processes: ['shop', 'schedule', 'session', 'routing', 'gateway'] });
  shop = await stageShop(system, { name: 'Lamps' });
  await shop.hire('annie', ['AGENT']);
  await shop.tell('annie', 'setPresence', { presence: 'ONLINE' });
  connector = await startWebConnector({
    graph: { url: `${system.process('gateway').url}/graphql`, token: shop.tokenOf('connector'), shopId: shop.id },
    kafka: accessTo(system.broker.brokers, 'connector'),
    port: 0,
  });
});

afterAll(async () => {
  await connector?.stop();
  await system?.stop();
});

/** A browser on the channel's page. */
async function openChat() {
  const cookie = (await fetch(connector.url)).headers.get('set-cookie')?.split(';')[0] ?? '';
  const buyer = cookie.replace('chat=', '');
  return {
    buyer: { channel: 'WEB', externalId: buyer },
    write: (id: string, text: string) =>
      fetch(`${connector.url}/messages`, { method: 'POST', headers: { cookie }, body: JSON.stringify({ id, text }) }),
    read: async () =>
      (await fetch(`${connector.url}/messages`, { headers: { cookie } })).json() as Promise<{ from: string; text: string | null }[]>,
  };
}

interface Conversation {
  readonly id: string;
  readonly state: string;
  readonly messages: { readonly nodes: readonly Record<string, unknown>[] };
}

const conversationOf = async (externalId: string, as = 'owner'): Promise<Conversation> => {
  const query = `query($shop: ID!) { shop(id: $shop) { sessions(first: 5, states: [ACTIVE, QUEUED, LEFT_MESSAGE]) { nodes {
    id state buyer { externalId } messages(first: 5) { nodes { id sender text recalledAt delivery { state reason at } revisions { kind text } } } } } } }`;
  type Answer = { shop: { sessions: { nodes: (Conversation & { buyer: { externalId: string } })[] } } };
  const { nodes } = (await shop.ask<Answer>(as, query)).shop.sessions;
  return nodes.find(({ buyer }) => buyer.externalId === externalId)!;
};

test('SES-3 what an agent says, edits and takes back stands on the buyer’s page, and the agent sees that it arrived', async () => {
  const chat = await openChat();
  expect((await chat.write('w1', '<b>在吗</b>')).status).toBe(201);
  expect((await chat.write('w1', '<b>在吗</b>')).status).toBe(201);
  await eventually(async () => expect(await conversationOf(chat.buyer.externalId)).toMatchObject({ state: 'ACTIVE' }));
  const { id: sessionId, messages } = await conversationOf(chat.buyer.externalId);
  expect(messages.nodes).toMatchObject([{ text: '<b>在吗</b>', delivery: null }]);
  const live = new LiveClient({
    url: () => `${system.process('gateway').url}/graphql/stream`,
    token: shop.tokenOf('annie'),
    query: `subscription($id: ID!) { sessionChanged(sessionId: $id) { session { messages(first: 5) { nodes { delivery { state } } } } } }`,
    variables: { id: sessionId },
  });
  const { message } = await shop.tell<{ message: { id: string } }>('annie', 'sendAgentMessage', { sessionId, text: '您好,在的' });
  await eventually(async () =>
    expect((await chat.read()).map(({ from, text }) => [from, text])).toEqual([
      ['BUYER', '<b>在吗</b>'],
      ['SHOP', '您好,在的'],
    ]),
  );
  await eventually(() => expect(JSON.stringify(live.payloads.at(-1))).toContain('ACCEPTED'));
  live.close();
  await shop.tell('annie', 'editMessage', { sessionId, messageId: message.id, text: '亲,在的' });
  await eventually(async () => expect((await chat.read()).at(-1)).toMatchObject({ text: '亲,在的' }));
  await shop.tell('annie', 'recallMessage', { sessionId, messageId: message.id });
  await eventually(async () => expect((await chat.read()).at(-1)).toMatchObject({ from: 'SHOP', text: null }));
  expect((await conversationOf(chat.buyer.externalId)).messages.nodes[1]).toMatchObject({
    text: null,
    recalledAt: expect.any(String) as unknown,
    delivery: { state: 'ACCEPTED' },
    revisions: [
      { kind: 'EDITED', text: '您好,在的' },
      { kind: 'RECALLED', text: '亲,在的' },
    ],
  });
});

test('SES-3 what cannot be delivered is shown as failed, with the reason', async () => {
  const buyer = { channel: 'WEB', externalId: 'nobody-here' };
  const { session } = await shop.tell<{ session: { id: string } }>('connector', 'sendBuyerMessage', { buyer, text: 'hello' });
  await shop.tell('annie', 'sendAgentMessage', { sessionId: session.id, text: 'hello' });
  await eventually(async () =>
    expect((await conversationOf('nobody-here')).messages.nodes.at(-1)).toMatchObject({
      delivery: { state: 'FAILED', reason: 'The buyer has no chat open here.' },
    }),
  );
});

test('SES-3 a buyer’s edit and recall come by the connector; an unknown kind and an unusable reference cost no message', async () => {
  const buyer = { channel: 'WEB', externalId: 'changes-mind' };
  const writes = (more: object) =>
    shop.tell<{ session: { id: string } }>('connector', 'sendBuyerMessage', { buyer, channelMessageId: 'c1', ...more });
  const { session } = await writes({ text: 'one' });
  await writes({ text: 'two', edited: true });
  await shop.tell('connector', 'recallBuyerMessage', { buyer, channelMessageId: 'c1' });
  await writes({ channelMessageId: 'c2', type: 'UNKNOWN', channelKind: 'mini_program', reference: 'x'.repeat(2_001) });
  const seen = await conversationOf('changes-mind');
  expect(seen).toMatchObject({ id: session.id });
  expect(seen.messages.nodes).toMatchObject([
    {
      text: null,
      revisions: [
        { kind: 'EDITED', text: 'one' },
        { kind: 'RECALLED', text: 'two' },
      ],
    },
    { text: null, recalledAt: null },
  ]);
});

test('PRM-1 only connectors ask what is to be delivered', async () => {
  const { errors } = await system.graphql(
    shop.tokenOf('annie'),
    'query($s: ID!) { outboundMessages(shopId: $s, messages: []) { message { id } } }',
    {
      s: shop.id,
    },
  );
  expect(errors[0]?.extensions?.code).toBe('FORBIDDEN');
});
