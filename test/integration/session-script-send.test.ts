import type { Caller } from '#libs/platform/access/caller';
import { newId } from '#libs/platform/process/ids';
import { features } from '#services/session/features';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { account, openSessionHouse, routing, type SessionHouse } from './session-house';

let house: SessionHouse;
let ask: Ask;
let shop: string;
let agent: Caller;
let manager: Caller;

beforeAll(async () => {
  house = await openSessionHouse();
  const { resolvers, extra } = features(house.deps);
  ask = askSubgraph('session', resolvers, extra);
});

beforeEach(async () => {
  house.setClock('2026-03-02T02:00:00.000Z');
  shop = await house.openShop({}, 1, newId());
  [agent, manager] = [callerAs('AGENT', shop), callerAs('OWNER', shop)];
  await house.hear(account(shop, agent.account!, 1, true, { nickname: '小雨' }));
});

afterAll(() => house.close());

const act = (operation: string, input: object, by: Caller, selection: string) =>
  ask(
    by,
    `mutation($input: ${operation.replace(/^./, (first) => first.toUpperCase())}Input!) { done: ${operation}(input: $input) { ${selection} } }`,
    {
      input: { shopId: shop, ...input },
    },
  );
const save = async (input: object, by = manager): Promise<string> => {
  const { data, refusals } = await act('saveScript', { title: 'T', tier: 'PUBLIC', ...input }, by, 'script { id }');
  expect(refusals).toEqual([]);
  return (data['done'] as { script: { id: string } }).script.id;
};
const sent = 'session { id } messages { id ordinal type text reference source sourceId }';
const send = (input: object, by = agent) => act('sendScript', input, by, sent);
const sending = async (input: object) => {
  const { data, refusals } = await send(input);
  expect(refusals).toEqual([]);
  return (data['done'] as { messages: { id: string; ordinal: number; type: string; text: string | null; reference: string | null }[] })
    .messages;
};
const open = async (buyer: string, more: object = {}, of = agent): Promise<string> => {
  const { session } = await house.write(buyer, { shopId: shop, ...more });
  await house.hear(routing.assigned(shop, session!.id, of.account!));
  return session!.id;
};
const texts = async (sessionId: string) =>
  house.deps.readDb.transaction([shop], (tx) =>
    tx.query<{ text: string | null; reference: string | null }>(
      { name: 'said', text: `SELECT text, reference FROM message WHERE session_id = $1 AND sender = 'AGENT' ORDER BY ordinal` },
      [sessionId],
    ),
  );
const uses = async (scriptId: string): Promise<number> => {
  const { data } = await act('saveScript', { scriptId }, manager, 'script { uses }');
  return (data['done'] as { script: { uses: number } }).script.uses;
};

describe('sendScript', () => {
  it('KB-16 KB-23 sends a text and its images in order, once, as the agent’s answer, and counts one use', async () => {
    const scriptId = await save({ text: '我是您的售后客服{客服昵称}', images: ['img-1', 'img-2'] });
    const sessionId = await open('b1');
    const messages = await sending({ sessionId, scriptId });
    expect(messages).toEqual([
      {
        id: expect.any(String),
        ordinal: 2,
        type: 'TEXT',
        text: '我是您的售后客服小雨',
        reference: null,
        source: 'SCRIPT',
        sourceId: scriptId,
      },
      { id: expect.any(String), ordinal: 3, type: 'IMAGE', text: null, reference: 'img-1', source: 'SCRIPT', sourceId: scriptId },
      { id: expect.any(String), ordinal: 4, type: 'IMAGE', text: null, reference: 'img-2', source: 'SCRIPT', sourceId: scriptId },
    ]);
    const told = house.published.filter(({ topic, value }) => topic === 'message-recorded' && value['sessionId'] === sessionId).slice(1);
    expect(told.map(({ value }) => [value['ordinal'], value['source'], value['sender'], value['agentId']])).toEqual(
      [2, 3, 4].map((ordinal) => [ordinal, 'SCRIPT', 'AGENT', agent.account]),
    );
    expect(await uses(scriptId)).toBe(1);
    expect((await house.write('b1', { shopId: shop, text: '好的' })).session).toMatchObject({
      firstReplyBy: agent.account,
      counts: { AGENT: 3 },
    });
  });

  it('KB-16 a double click within a second sends once, whatever its commandId; a later one sends again', async () => {
    const scriptId = await save({ text: 'A', images: ['i'] });
    const sessionId = await open('b2');
    const both = await Promise.all(['x', 'y'].map((commandId) => sending({ sessionId, scriptId, commandId })));
    expect(both[0]).toEqual(both[1]);
    house.setClock('2026-03-02T02:00:00.999Z');
    const third = await sending({ sessionId, scriptId, commandId: 'z' });
    expect(third).toEqual(both[0]);
    expect(await texts(sessionId)).toHaveLength(2);
    house.setClock('2026-03-02T02:00:01.000Z');
    await sending({ sessionId, scriptId });
    expect(await texts(sessionId)).toHaveLength(4);
    expect(await sending({ sessionId, scriptId, commandId: 'z' })).toEqual(third);
    expect(await uses(scriptId)).toBe(2);
  });

  it('INV-3 a repeated command answers as the first time, also when the script is gone', async () => {
    const scriptId = await save({ text: 'A' });
    const sessionId = await open('b3');
    const first = await sending({ sessionId, scriptId, commandId: 'once' });
    await act('removeScript', { scriptId }, manager, '__typename');
    house.setClock('2026-03-02T02:10:00.000Z');
    expect(await sending({ sessionId, scriptId, commandId: 'once' })).toEqual(first);
    expect((await send({ sessionId, scriptId })).refusals).toEqual([{ code: 'SCRIPT_NOT_FOUND', field: 'scriptId' }]);
  });

  it('KB-19 fills in the buyer, the product and the newest order; what is missing is named, and nothing is sent', async () => {
    const scriptId = await save({ text: '{买家昵称}: {商品名称} {订单号}', images: ['i'] });
    const sessionId = await open('b4', { product: { id: 'p', name: '台灯', description: null } });
    expect((await send({ sessionId, scriptId })).refusals).toEqual([{ code: 'MISSING_VARIABLE', field: 'buyerName' }]);
    expect(await texts(sessionId)).toEqual([]);
    await house.write('b4', { shopId: shop, buyer: { channel: 'KUAISHOU', externalId: 'b4', name: '阿明' } as never });
    expect((await send({ sessionId, scriptId })).refusals).toEqual([{ code: 'MISSING_VARIABLE', field: 'orderId' }]);
    const order = { status: 'PAID_UNSHIPPED', statusAt: '2026-03-01T00:00:00Z', createdAt: '2026-03-01T00:00:00Z' };
    const { refusals } = await act(
      'recordOrder',
      { buyer: { channel: 'KUAISHOU', externalId: 'b4' }, orderId: 'o-1', ...order },
      callerAs('CONNECTOR', shop),
      'order { id }',
    );
    expect(refusals).toEqual([]);
    expect((await sending({ sessionId, scriptId }))[0]!.text).toBe('阿明: 台灯 o-1');
  });

  it('KB-11 sends a common question’s answer with the source KB', async () => {
    const { data } = await act('saveFaqEntry', { question: '有赠品吗', answer: '有礼袋一个' }, manager, 'entry { id }');
    const faqEntryId = (data['done'] as { entry: { id: string } }).entry.id;
    const sessionId = await open('b5');
    expect(await sending({ sessionId, faqEntryId })).toMatchObject([{ text: '有礼袋一个', source: 'KB', sourceId: faqEntryId }]);
    expect((await send({ sessionId, faqEntryId: newId() })).refusals).toEqual([{ code: 'FAQ_ENTRY_NOT_FOUND', field: 'faqEntryId' }]);
  });

  it('PRM-12 INV-6 what the agent does not see, and sessions of others, are refused; so is a script that is not valid today', async () => {
    const sessionId = await open('b6');
    const other = callerAs('AGENT', shop);
    const personal = await save({ text: 'A', tier: 'PERSONAL' }, other);
    expect((await send({ sessionId, scriptId: personal })).refusals).toEqual([{ code: 'SCRIPT_NOT_FOUND', field: 'scriptId' }]);
    const scriptId = await save({ text: 'A', validUntil: '2026-03-01' });
    expect((await send({ sessionId, scriptId })).refusals).toEqual([{ code: 'SCRIPT_NOT_VALID', field: 'scriptId' }]);
    await save({ scriptId, validUntil: null });
    expect((await send({ sessionId, scriptId }, other)).refusals).toEqual([{ code: 'NOT_ASSIGNED', field: 'sessionId' }]);
    expect((await send({ sessionId: newId(), scriptId })).refusals).toEqual([{ code: 'SESSION_NOT_FOUND', field: 'sessionId' }]);
    expect((await send({ sessionId })).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'scriptId' }]);
    expect(await texts(sessionId)).toEqual([]);
  });

  it('KB-18 the same script goes through two channels', async () => {
    const scriptId = await save({ text: 'A' });
    for (const channel of ['TAOBAO', 'x-mini'])
      expect(await sending({ sessionId: await open('b7', { buyer: { channel, externalId: 'b7' } }), scriptId })).toMatchObject([
        { text: 'A' },
      ]);
  });
});
