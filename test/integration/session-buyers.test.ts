import type { Caller, Role } from '#libs/platform/access/caller';
import { newId } from '#libs/platform/process/ids';
import { features } from '#services/session/features';
import { askSubgraph, type Answer, type Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { account, openSessionHouse, routing, type SessionHouse } from './session-house';

let house: SessionHouse;
let ask: Ask;

beforeAll(async () => {
  house = await openSessionHouse();
  const { resolvers, extra } = features(house.deps);
  ask = askSubgraph('session', resolvers, extra);
  await house.openShop();
});
afterAll(() => house.close());

const as = (role: Role, more: Partial<Caller> = {}): Caller => callerAs(role, house.shop, more);
const buyer = (externalId: string) => ({ channel: 'KUAISHOU', externalId });
const fields = 'id exclusiveAgent { id } block { since by { id } reason }';

const tell = (by: Caller, operation: string, input: object): Promise<Answer> => {
  const type = `${operation[0]!.toUpperCase()}${operation.slice(1)}Input!`;
  return ask(by, `mutation($input: ${type}) { ${operation}(input: $input) { buyer { ${fields} } } }`, {
    input: { shopId: by.shop, ...input },
  });
};
const toldBuyer = async (by: Caller, operation: string, input: object): Promise<unknown> => {
  const { data, refusals } = await tell(by, operation, input);
  expect(refusals).toEqual([]);
  return (data[operation] as { buyer: unknown }).buyer;
};

async function opened(externalId: string): Promise<Readonly<Record<string, unknown>>> {
  const { session } = await house.write(externalId);
  return house.published.findLast(({ topic, value }) => topic === 'session-started' && value['sessionId'] === session!.id)!.value;
}

async function hire(active = true): Promise<string> {
  const agentId = newId();
  await house.hear(account(house.shop, agentId, 1, active));
  return agentId;
}

describe('RTE-52 an agent of a buyer’s own', () => {
  it('is told with the next opening, also for a buyer nobody has heard of', async () => {
    const agentId = await hire();
    expect(await toldBuyer(as('CS_ADMIN'), 'setExclusiveAgent', { buyer: buyer('vip'), agentId })).toMatchObject({
      exclusiveAgent: { id: agentId },
    });
    expect(await opened('vip')).toMatchObject({ exclusiveAgentId: agentId });
  });

  it('is none any more after null; not saying which is refused', async () => {
    const agentId = await hire();
    await toldBuyer(as('OWNER'), 'setExclusiveAgent', { buyer: buyer('former'), agentId });
    expect((await tell(as('OWNER'), 'setExclusiveAgent', { buyer: buyer('former') })).refusals).toEqual([
      { code: 'BAD_USER_INPUT', field: 'agentId' },
    ]);
    expect(await toldBuyer(as('OWNER'), 'setExclusiveAgent', { buyer: buyer('former'), agentId: null })).toMatchObject({
      exclusiveAgent: null,
    });
    expect(await opened('former')).not.toHaveProperty('exclusiveAgentId');
  });

  it('is an active agent of the shop', async () => {
    const gone = await hire(false);
    const give = async (agentId: string) => (await tell(as('ADMIN'), 'setExclusiveAgent', { buyer: buyer('x'), agentId })).refusals;
    expect(await give(gone)).toEqual([{ code: 'NOT_AN_AGENT', field: 'agentId' }]);
    expect(await give(newId())).toEqual([{ code: 'ACCOUNT_NOT_FOUND', field: 'agentId' }]);
  });

  it('INV-6 is none of another shop’s', async () => {
    const other = await house.openShop({}, 1, newId());
    const theirs = newId();
    await house.hear(account(other, theirs, 1, true));
    const { refusals } = await tell(as('ADMIN'), 'setExclusiveAgent', { buyer: buyer('x'), agentId: theirs });
    expect(refusals).toEqual([{ code: 'ACCOUNT_NOT_FOUND', field: 'agentId' }]);
  });

  it('PRM-3 is not for agents to choose', async () => {
    const { refusals } = await tell(as('AGENT'), 'setExclusiveAgent', { buyer: buyer('x'), agentId: null });
    expect(refusals).toMatchObject([{ code: 'FORBIDDEN' }]);
  });
});

describe('RES-69 a blocked buyer', () => {
  it('is told as blocked from the next opening on, and no longer after unblocking; the messages are kept', async () => {
    const agent = as('AGENT');
    const running = await opened('rude');
    expect(running).not.toHaveProperty('buyerBlocked');
    const block = { since: '2026-03-02T02:00:00.000Z', by: { id: agent.account }, reason: '辱骂' };
    expect(await toldBuyer(agent, 'blockBuyer', { buyer: buyer('rude'), reason: '辱骂' })).toMatchObject({ block });
    const { session } = await house.write('rude');
    expect(session).toMatchObject({ id: running['sessionId'], counts: { BUYER: 2 } });
    await house.leave('rude');
    expect(await opened('rude')).toMatchObject({ buyerBlocked: true });
    expect(await toldBuyer(as('ADMIN'), 'unblockBuyer', { buyer: buyer('rude') })).toMatchObject({ block: null });
    await house.leave('rude');
    expect(await opened('rude')).not.toHaveProperty('buyerBlocked');
  });

  it('INV-3 stays blocked since the first time, and a repeated command does nothing', async () => {
    const agent = as('AGENT');
    await toldBuyer(agent, 'blockBuyer', { buyer: buyer('again'), reason: 'a', commandId: 'block-1' });
    house.setClock('2026-03-02T03:00:00.000Z');
    const second = await toldBuyer(as('OWNER'), 'blockBuyer', { buyer: buyer('again'), reason: 'b' });
    expect(second).toMatchObject({ block: { since: '2026-03-02T02:00:00.000Z', reason: 'b' } });
    expect(await toldBuyer(agent, 'blockBuyer', { buyer: buyer('again'), reason: 'a', commandId: 'block-1' })).toEqual(second);
    house.setClock('2026-03-02T02:00:00.000Z');
  });

  it.each([[null], [' \n'], [undefined]])('needs a reason, which %j is not', async (reason) => {
    const { refusals } = await tell(as('AGENT'), 'blockBuyer', { buyer: buyer('x'), reason });
    expect(refusals).toEqual([{ code: 'MISSING_REASON', field: 'reason' }]);
  });

  it('PRM-7 is blocked by agents with the workbench only; the reason is not for the buyer', async () => {
    const { refusals } = await tell(as('AGENT', { imEnabled: false }), 'blockBuyer', { buyer: buyer('x'), reason: 'a' });
    expect(refusals).toMatchObject([{ code: 'IM_NOT_ENABLED' }]);
    const { sessionId } = await opened('curious');
    const self = as('BUYER', { buyer: buyer('curious') });
    const { data, refusals: refused } = await ask(self, `{ session(id: "${String(sessionId)}") { buyer { block { reason } } } }`);
    expect(data).toMatchObject({ session: { buyer: { block: null } } });
    expect(refused).toMatchObject([{ code: 'FORBIDDEN' }]);
  });
});

describe('how buyers are found', () => {
  const find = (by: Caller, name: object) =>
    ask(by, `query($buyer: BuyerKeyInput!) { buyer(buyer: $buyer) { ${fields} } }`, { buyer: name });

  it('by the channel’s own id, in any spelling of the channel; INV-6 in one’s own shop only', async () => {
    await toldBuyer(as('ADMIN'), 'blockBuyer', { buyer: buyer('found'), reason: 'spam' });
    const { data } = await find(as('AGENT'), { channel: 'kuaishou', externalId: 'found' });
    expect(data).toMatchObject({ buyer: { block: { reason: 'spam' } } });
    expect((await find(as('AGENT'), buyer('never heard of'))).data).toEqual({ buyer: null });
    const other = await house.openShop({}, 1, newId());
    expect((await find(callerAs('OWNER', other), buyer('found'))).data).toEqual({ buyer: null });
    expect((await find(as('AGENT'), { channel: 'NOWHERE', externalId: 'x' })).refusals).toEqual([
      { code: 'BAD_USER_INPUT', field: 'buyer.channel' },
    ]);
    expect((await find(as('AGENT'), { channel: 'WEB', externalId: '' })).refusals).toEqual([
      { code: 'BAD_USER_INPUT', field: 'buyer.externalId' },
    ]);
  });

  it('RES-69 among those who are blocked, the last first, page by page', async () => {
    const shop = await house.openShop({}, 1, newId());
    const owner = callerAs('OWNER', shop);
    for (const [at, name] of ['a', 'b', 'c', 'free'].entries()) {
      house.setClock(`2026-03-02T02:0${at}:00.000Z`);
      await toldBuyer(owner, 'blockBuyer', { buyer: buyer(name), reason: name });
    }
    await toldBuyer(owner, 'unblockBuyer', { buyer: buyer('free') });
    house.setClock('2026-03-02T02:00:00.000Z');
    const page = async (args: string) => {
      const query = `query($reps: [_Any!]!) { _entities(representations: $reps) { ... on Shop {
        blockedBuyers(${args}) { nodes { externalId } pageInfo { hasNextPage endCursor } } } } }`;
      const { data, refusals } = await ask(owner, query, { reps: [{ __typename: 'Shop', id: shop }] });
      const [{ blockedBuyers: found }] = data['_entities'] as [
        { blockedBuyers: { nodes: { externalId: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } | null },
      ];
      return { names: found?.nodes.map(({ externalId }) => externalId), ...found?.pageInfo, refusals };
    };
    const first = await page('first: 2');
    expect(first).toMatchObject({ names: ['c', 'b'], hasNextPage: true });
    expect(await page(`first: 2, after: "${first.endCursor}"`)).toMatchObject({ names: ['a'], hasNextPage: false });
    expect((await page('after: "x"')).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'after' }]);
  });
});

describe('RES-31 Buyer.lastHumanContact', () => {
  const contact = async (sessionId: string): Promise<unknown> => {
    const query = `{ session(id: "${sessionId}") { buyer { lastHumanContact { agent { id } at } } } }`;
    const { data, refusals } = await ask(as('AGENT'), query);
    expect(refusals).toEqual([]);
    return (data['session'] as { buyer: { lastHumanContact: unknown } }).buyer.lastHumanContact;
  };

  it('is that of the open session, and of those before it; the opening tells the latter', async () => {
    const [first, second] = [house.agent(), house.agent()];
    const { session: one } = await house.write('talker');
    expect(await contact(one!.id)).toBeNull();
    await house.hear(routing.assigned(house.shop, one!.id, first.account!));
    expect(await contact(one!.id)).toBeNull();
    await house.answer(one!.id, first);
    house.setClock('2026-03-02T02:05:00.000Z');
    await house.write('talker');
    const last = { agent: { id: first.account }, at: '2026-03-02T02:05:00.000Z' };
    expect(await contact(one!.id)).toEqual(last);
    await house.end(one!.id, first);
    house.setClock('2026-03-02T02:10:00.000Z');
    const next = await opened('talker');
    expect(next).toMatchObject({ reentryOf: one!.id, lastHuman: { agentId: first.account, at: last.at } });
    expect(await contact(String(next['sessionId']))).toEqual(last);
    await house.hear(routing.assigned(house.shop, String(next['sessionId']), second.account!));
    await house.answer(String(next['sessionId']), second);
    expect(await contact(String(next['sessionId']))).toEqual({ agent: { id: second.account }, at: '2026-03-02T02:10:00.000Z' });
    house.setClock('2026-03-02T02:00:00.000Z');
  });
});
