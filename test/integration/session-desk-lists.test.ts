import type { Caller } from '#libs/platform/access/caller';
import { newId } from '#libs/platform/process/ids';
import { features } from '#services/session/features';
import { markSession } from '#services/session/desk/domain/decide-marks';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { openSessionHouse, routing, type SessionHouse } from './session-house';

let house: SessionHouse;
let shop: string;
let ask: Ask;
let annie: Caller;
const ids: Record<string, string> = {};

/** `HH:mm` of 2026-03-02 in Shanghai. */
const clock = (time: string, date = '2026-03-02'): void => house.setClock(new Date(`${date}T${time}:00+08:00`).toISOString());

async function talking(buyer: string, agent: Caller = annie): Promise<string> {
  const { session } = await house.write(buyer);
  await house.hear(routing.assigned(shop, session!.id, agent.account!, { at: house.deps.clock.now().toISOString() }));
  return (ids[buyer] = session!.id);
}

/** At noon: annie answers b1 to b4 (b4 was answered, b3 is difficult), b5 queues, b6 was left, b7 ended today and b8 yesterday; b9 is ben's. */
beforeAll(async () => {
  house = await openSessionHouse();
  shop = await house.openShop();
  annie = house.agent();
  const { resolvers, extra } = features(house.deps);
  ask = askSubgraph('session', resolvers, extra);
  clock('23:30', '2026-03-01');
  await house.end(await talking('b8'), annie);
  clock('00:10');
  await house.fire();
  clock('09:00');
  await house.end(await talking('b7'), annie);
  clock('09:30');
  await house.fire();
  for (const [index, buyer] of ['b1', 'b2', 'b3', 'b4'].entries()) {
    clock(`11:0${index}`);
    await talking(buyer);
  }
  await house.mark(ids['b3']!, annie, markSession({ difficult: true, tags: ['退款'] }));
  await house.answer(ids['b4']!, annie);
  ids['b5'] = (await house.write('b5', { buyer: { channel: 'DOUYIN', externalId: 'b5', name: '王小明' } })).session!.id;
  ids['b6'] = (await house.write('b6', { text: '100%_真丝的吗' })).session!.id;
  await house.hear(routing.queued(shop, ids['b5']), routing.left(shop, ids['b6'], { place: 'MESSAGE_POOL' }));
  await talking('b9', house.agent());
  clock('12:00');
});
afterAll(() => house.close());

const ofShop = (fields: string): string => `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Shop { ${fields} } } }`;

async function shopAs(caller: Caller, fields: string) {
  const { data, refusals } = await ask(caller, ofShop(fields), { of: [{ __typename: 'Shop', id: shop }] });
  return { refusals, shop: (data['_entities'] as Record<string, unknown>[] | undefined)?.[0] ?? null };
}

interface Listed {
  readonly nodes: readonly { readonly buyer: { readonly externalId: string } }[];
  readonly totalCount: number;
}

/** The buyers of a list, whose count is that of its rows. */
async function listed(args: string, caller: Caller = annie): Promise<string[]> {
  const { shop: found, refusals } = await shopAs(caller, `sessions(first: 100, ${args}) { totalCount nodes { buyer { externalId } } }`);
  expect(refusals).toEqual([]);
  const { nodes, totalCount } = found!['sessions'] as Listed;
  expect(totalCount).toBe(nodes.length);
  return nodes.map(({ buyer }) => buyer.externalId);
}

const refusalOf = async (args: string, caller: Caller = annie) => (await shopAs(caller, `sessions(${args}) { nodes { id } }`)).refusals;

describe('the lists of a desk', () => {
  test('SES-30 each list has what its count says', async () => {
    const { shop: found } = await shopAs(annie, 'deskCounts { mine waitingForMe queue leftMessages ending endedToday }');
    expect(found!['deskCounts']).toEqual({ mine: 4, waitingForMe: 3, queue: 1, leftMessages: 1, ending: 0, endedToday: 1 });
    expect(await listed('list: MINE')).toEqual(['b1', 'b2', 'b3', 'b4']);
    expect(await listed('list: WAITING_FOR_ME')).toEqual(['b1', 'b2', 'b3']);
    expect(await listed('list: QUEUE')).toEqual(['b5']);
    expect(await listed('list: LEFT_MESSAGES')).toEqual(['b6']);
    expect(await listed('list: ENDED_TODAY')).toEqual(['b7']);
  });

  test('RTE-28 what is offered to an agent is on its list and in its inbox with its deadline, until it is answered or goes on', async () => {
    const [ben, cleo] = [house.agent(), house.agent()];
    const { session } = await house.write('o1');
    const until = '2026-03-02T04:00:30.000Z';
    const look = async (caller: Caller) => {
      const { shop: found } = await shopAs(caller, 'deskCounts { offeredToMe mine }');
      const { data } = await ask(caller, '{ inbox { id state offer { agent { id } until } } }', {});
      return [found!['deskCounts'], await listed('list: OFFERED_TO_ME', caller), data['inbox']];
    };
    const none = [{ offeredToMe: 0, mine: 0 }, [], []];
    await house.hear(routing.offered(shop, session!.id, ben.account!, until));
    const offer = { agent: { id: ben.account }, until };
    const shown = [{ offeredToMe: 1, mine: 0 }, ['o1'], [{ id: session!.id, state: 'QUEUED', offer }]];
    expect([await look(ben), await look(cleo)]).toEqual([shown, none]);
    await house.hear(routing.offered(shop, session!.id, cleo.account!, until, 2));
    expect([await look(ben), (await look(cleo))[0]]).toEqual([none, { offeredToMe: 1, mine: 0 }]);
    await house.hear(routing.assigned(shop, session!.id, cleo.account!, { revision: 3 }));
    expect(await look(cleo)).toEqual([{ offeredToMe: 0, mine: 1 }, [], [{ id: session!.id, state: 'ACTIVE', offer: null }]]);
    await house.end(session!.id, cleo);
  });

  test.each([['queued'], ['left']] as const)(
    'RTE-28 an offer that is over without anybody else is gone once the session is %s',
    async (how) => {
      const ben = house.agent();
      const { session } = await house.write(`o-${how}`);
      await house.hear(routing.offered(shop, session!.id, ben.account!, '2026-03-02T04:00:30.000Z'));
      expect(await listed('list: OFFERED_TO_ME', ben)).toEqual([`o-${how}`]);
      await house.hear(
        how === 'queued' ? routing.queued(shop, session!.id, 2) : routing.left(shop, session!.id, { place: 'MESSAGE_POOL', revision: 2 }),
      );
      expect(await listed('list: OFFERED_TO_ME', ben)).toEqual([]);
      await house.hear(routing.assigned(shop, session!.id, ben.account!, { revision: 3 }));
      await house.end(session!.id, ben);
    },
  );

  test('SES-6 what the agent has ended is off the list at once, and among those that ended today while its slot is held', async () => {
    const ben = house.agent();
    await house.end(await talking('e1', ben), ben);
    const { shop: found } = await shopAs(ben, 'deskCounts { mine ending endedToday }');
    expect(found!['deskCounts']).toEqual({ mine: 0, ending: 1, endedToday: 1 });
    expect([await listed('list: MINE', ben), await listed('list: ENDED_TODAY', ben)]).toEqual([[], ['e1']]);
  });

  test('MET-10 today is the shop’s date', async () => {
    clock('23:59');
    expect(await listed('list: ENDED_TODAY')).toEqual(['b7']);
    clock('00:00', '2026-03-03');
    expect(await listed('list: ENDED_TODAY')).toEqual([]);
    clock('12:00');
  });

  test('a caller that is no account has no sessions of its own, and whoever names a list says no more', async () => {
    const reader = callerAs('READER', shop);
    expect(await refusalOf('list: MINE', reader)).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'list' }]);
    expect(await listed('list: QUEUE', reader)).toEqual(['b5']);
    expect(await refusalOf('list: MINE, states: [ACTIVE]')).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'list' }]);
  });
});

describe('filters', () => {
  test.each([
    ['an agent', () => `agentId: "${annie.account}"`, ['b1', 'b2', 'b3', 'b4']],
    [
      'an agent, closed ones too',
      () => `agentId: "${annie.account}", states: [ACTIVE, CLOSED], orderBy: OPENED_ASC`,
      ['b8', 'b7', 'b1', 'b2', 'b3', 'b4'],
    ],
    ['a channel, in any case', () => 'channel: "douyin"', ['b5']],
    ['those who wait', () => `agentId: "${annie.account}", unanswered: true`, ['b1', 'b2', 'b3']],
    ['those who do not', () => `agentId: "${annie.account}", unanswered: false`, ['b4']],
    ['difficult ones', () => 'difficult: true', ['b3']],
    ['others', () => 'difficult: false, list: WAITING_FOR_ME', ['b1', 'b2']],
    ['a tag', () => 'tag: "退款"', ['b3']],
    ['a date', () => 'states: [CLOSED], openedFrom: "2026-03-01T15:30:00Z", openedBefore: "2026-03-02T01:00:00Z"', ['b8']],
    ['a name', () => 'text: "小明"', ['b5']],
    ['a message with signs that SQL would read', () => 'text: "100%_"', ['b6']],
    ['signs that are in none', () => 'text: "1__%"', []],
    [
      'a text of closed sessions of some days',
      () => 'text: "在吗", states: [CLOSED], openedFrom: "2026-03-01T00:00:00Z", openedBefore: "2026-03-08T00:00:00Z", orderBy: OPENED_ASC',
      ['b8', 'b7'],
    ],
  ])('SES-20 a list of %s', async (_what, args, expected) => {
    expect(await listed(args())).toEqual(expected);
  });

  test.each([
    ['text: " "', 'text'],
    ['text: "x", states: [CLOSED]', 'openedFrom'],
    ['text: "x", states: [CLOSED], openedFrom: "2026-03-01T00:00:00Z", openedBefore: "2026-03-08T00:00:01Z"', 'openedFrom'],
    ['openedFrom: "yesterday"', 'openedFrom'],
    ['agentId: "x"', 'agentId'],
    ['tag: ""', 'tag'],
  ])('%s is refused', async (args, field) => {
    expect(await refusalOf(args)).toMatchObject([{ code: 'BAD_USER_INPUT', field }]);
  });

  test('PRM-7 who may not read what buyers write may not search by it', async () => {
    const reader = callerAs('READER', shop);
    expect(await refusalOf('text: "小明"', reader)).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect(await refusalOf('tag: "退款"', reader)).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect(await refusalOf('difficult: true', reader)).toMatchObject([{ code: 'FORBIDDEN' }]);
  });
});

describe('difficult sessions first', () => {
  test('SES-21 difficult ones, then the others; in each class the longest wait first', async () => {
    expect(await listed('list: MINE, orderBy: DIFFICULT_FIRST')).toEqual(['b3', 'b1', 'b2', 'b4']);
  });

  test('SES-21 whatever is marked between pages, each is listed once, in the order of the first page', async () => {
    const page = async (after: string) => {
      const args = `list: MINE, first: 1, orderBy: DIFFICULT_FIRST${after && `, after: "${after}"`}`;
      const { shop: found } = await shopAs(
        annie,
        `sessions(${args}) { nodes { buyer { externalId } } pageInfo { hasNextPage endCursor } }`,
      );
      return found!['sessions'] as Listed & { readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string } };
    };
    const [found, marks]: [string[], [string, boolean][]] = [
      [],
      [
        ['b3', false],
        ['b2', true],
        ['b4', false],
      ],
    ];
    let after = '';
    for (let turn = 0; turn < 9; turn += 1) {
      const { nodes, pageInfo } = await page(after);
      found.push(...nodes.map(({ buyer }) => buyer.externalId));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
      clock(`12:0${turn + 1}`);
      const [buyer, difficult] = marks[turn] ?? ['b1', false];
      await house.mark(ids[buyer]!, annie, markSession({ difficult }));
    }
    expect(found).toEqual(['b3', 'b1', 'b2', 'b4']);
    expect(await listed('list: MINE, orderBy: DIFFICULT_FIRST')).toEqual(['b2', 'b1', 'b3', 'b4']);
  });

  test('a cursor of another order is refused', async () => {
    const { shop: found } = await shopAs(annie, 'sessions(list: MINE, first: 1, orderBy: DIFFICULT_FIRST) { pageInfo { endCursor } }');
    const { endCursor } = (found!['sessions'] as { pageInfo: { endCursor: string } }).pageInfo;
    expect(await refusalOf(`orderBy: OPENED_ASC, after: "${endCursor}"`)).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'after' }]);
  });
});

describe('a buyer’s history', () => {
  const history =
    'query ($id: ID!, $first: Int, $after: String) { session(id: $id) { buyer { sessions(first: $first, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } } } }';

  test('SES-5 sessions of one buyer, the latest first, in pages, also while the open one closes', async () => {
    const expected: string[] = [];
    for (const time of ['13:00', '14:00', '15:00']) {
      clock(time);
      expected.unshift(await talking('h1'));
      await house.answer(ids['h1']!, annie);
    }
    clock('15:20');
    expected.unshift(await talking('h1'));
    const found: string[] = [];
    let after: string | null = null;
    for (let turn = 0; turn < 9; turn += 1) {
      const { data } = await ask(annie, history, { id: expected[0], first: 1, after });
      const { sessions } = (
        data as {
          session: {
            buyer: { sessions: { totalCount: number; nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
          };
        }
      ).session.buyer;
      expect(sessions.totalCount).toBe(4);
      found.push(...sessions.nodes.map(({ id }) => id));
      if (!sessions.pageInfo.hasNextPage) break;
      after = sessions.pageInfo.endCursor;
      if (turn === 0) {
        await house.answer(expected[0]!, annie);
        clock('15:40');
        await house.fire();
        expect((await house.session(expected[0]!)).session.state).toBe('CLOSED');
      }
    }
    expect(found).toEqual(expected);
  });
});

describe('messages from the end', () => {
  const page = async (args: string) => {
    const { data, refusals } = await ask(
      annie,
      `query ($id: ID!) { session(id: $id) { lastMessage { ordinal } messages(${args}) { nodes { ordinal } hasPreviousPage startCursor pageInfo { hasNextPage endCursor } } } }`,
      { id: ids['m1'] },
    );
    interface Page {
      readonly nodes: { ordinal: number }[];
      readonly hasPreviousPage: boolean;
      readonly startCursor: string;
      readonly pageInfo: { hasNextPage: boolean };
    }
    const found = (data as { session: { lastMessage: { ordinal: number }; messages: Page | null } | null }).session;
    return {
      refusals,
      last: found?.lastMessage.ordinal,
      ...found?.messages,
      ordinals: found?.messages?.nodes.map(({ ordinal }) => ordinal),
    };
  };

  test('SES-1 the last ones, and those before them', async () => {
    await talking('m1');
    for (let sent = 0; sent < 4; sent += 1) await house.write('m1');
    const last = await page('last: 2');
    expect(last).toMatchObject({ last: 5, ordinals: [4, 5], hasPreviousPage: true, pageInfo: { hasNextPage: false } });
    const before = await page(`last: 2, before: "${last.startCursor}"`);
    expect(before).toMatchObject({ ordinals: [2, 3], hasPreviousPage: true, pageInfo: { hasNextPage: true } });
    const first = await page(`last: 2, before: "${before.startCursor}"`);
    expect(first).toMatchObject({ ordinals: [1], hasPreviousPage: false });
    expect(await page(`last: 2, before: "${first.startCursor}"`)).toMatchObject({ ordinals: [], startCursor: null });
  });

  test.each([
    ['last: 0', 'last'],
    ['last: 101', 'last'],
    ['last: 1, before: "x"', 'before'],
    ['last: 1, after: "Mg"', 'last'],
    ['first: 1, before: "Mg"', 'last'],
  ])('messages(%s) is refused', async (args, field) => {
    expect((await page(args)).refusals).toMatchObject([{ code: 'BAD_USER_INPUT', field }]);
  });
});

test('INV-6 another shop’s desk is empty', async () => {
  const stranger = { ...house.agent(newId(), 'OWNER'), shop: newId() };
  const { data } = await ask(stranger, ofShop('deskCounts { mine queue leftMessages }'), {
    of: [{ __typename: 'Shop', id: stranger.shop }],
  });
  expect(data['_entities']).toEqual([{ deskCounts: { mine: 0, queue: 0, leftMessages: 0 } }]);
});
