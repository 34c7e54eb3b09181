import type { Caller } from '#libs/platform/access/caller';
import { newId } from '#libs/platform/process/ids';
import { features } from '#services/session/features';
import { askSubgraph, type Answer, type Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { openSessionHouse, type SessionHouse } from './session-house';

let house: SessionHouse;
let ask: Ask;
let connector: Caller;
let manager: Caller;

beforeAll(async () => {
  house = await openSessionHouse();
  const { resolvers, extra } = features(house.deps);
  ask = askSubgraph('session', resolvers, extra);
  const shop = await house.openShop();
  [connector, manager] = [callerAs('CONNECTOR', shop), callerAs('CS_ADMIN', shop)];
  for (const [crowdId, kind] of [['vip', 'MEMBER'] as const, ['silk', 'CUSTOM'] as const]) await made({ crowdId, kind, name: crowdId });
});
afterAll(() => house.close());

const save = (input: object, by = manager): Promise<Answer> =>
  ask(by, 'mutation($input: SaveCrowdInput!) { saveCrowd(input: $input) { crowd { id kind name } } }', {
    input: { shopId: by.shop, ...input },
  });

async function made(input: object): Promise<unknown> {
  const { data, refusals } = await save(input);
  expect(refusals).toEqual([]);
  return (data['saveCrowd'] as { crowd: unknown }).crowd;
}

interface Joined {
  readonly joinedAt: string;
  readonly leftAt?: string | null;
  readonly channel?: string;
}

const member = (externalId: string, { channel = 'KUAISHOU', ...fact }: Joined) => ({ buyer: { channel, externalId }, ...fact });
const record = (crowdId: string, members: readonly object[], more: object = {}, by = connector): Promise<Answer> => {
  const source = 'mutation($input: RecordCrowdMembershipInput!) { recordCrowdMembership(input: $input) { crowd { id } changed } }';
  return ask(by, source, { input: { shopId: by.shop, crowdId, members, ...more } });
};
async function changed(...asked: Parameters<typeof record>): Promise<number> {
  const { data, refusals } = await record(...asked);
  expect(refusals).toEqual([]);
  return (data['recordCrowdMembership'] as { changed: number }).changed;
}

async function opened(externalId: string, input: Parameters<SessionHouse['write']>[1] = {}): Promise<Readonly<Record<string, unknown>>> {
  const { session } = await house.write(externalId, input);
  return house.published.findLast(({ topic, value }) => topic === 'session-started' && value['sessionId'] === session!.id)!.value;
}

const [friday, sunday, monday] = ['2026-02-27T02:00:00.000Z', '2026-03-01T02:00:00.000Z', '2026-03-02T02:00:00.000Z'];

describe('RTE-45 the crowds a buyer is in', () => {
  it('are told with the opening, each with its kind and since when', async () => {
    expect(await changed('vip', [member('both', { joinedAt: sunday })])).toBe(1);
    expect(await changed('silk', [member('both', { joinedAt: monday })])).toBe(1);
    expect(await opened('both')).toMatchObject({
      crowds: [
        { crowdId: 'silk', kind: 'CUSTOM', joinedAt: monday },
        { crowdId: 'vip', kind: 'MEMBER', joinedAt: sunday },
      ],
    });
  });

  it('are no longer told after leaving, and anew after joining again', async () => {
    await changed('vip', [member('leaver', { joinedAt: friday })]);
    await changed('vip', [member('leaver', { joinedAt: friday, leftAt: sunday })]);
    expect(await opened('leaver')).not.toHaveProperty('crowds');
    await house.leave('leaver');
    await changed('vip', [member('leaver', { joinedAt: monday })]);
    expect(await opened('leaver')).toMatchObject({ crowds: [{ crowdId: 'vip', joinedAt: monday }] });
  });

  it('are shown to the shop, not to the buyer', async () => {
    await changed('vip', [member('shown', { joinedAt: sunday })]);
    const { sessionId } = await opened('shown');
    const query = `{ session(id: "${String(sessionId)}") { buyer { crowds { crowdId kind joinedAt } } } }`;
    const crowds = [{ crowdId: 'vip', kind: 'MEMBER', joinedAt: sunday }];
    expect((await ask(callerAs('AGENT', house.shop), query)).data).toEqual({ session: { buyer: { crowds } } });
    const self = callerAs('BUYER', house.shop, { buyer: { channel: 'KUAISHOU', externalId: 'shown' } });
    expect((await ask(self, query)).refusals).toMatchObject([{ code: 'FORBIDDEN' }]);
  });
});

describe('recordCrowdMembership', () => {
  it('INV-5 takes facts in any order, in one call or several, and INV-3 any number of times', async () => {
    const facts = [{ joinedAt: friday }, { joinedAt: friday, leftAt: sunday }, { joinedAt: monday }];
    const backwards = [...facts].reverse();
    for (const fact of backwards) await changed('vip', [member('backwards', fact)]);
    expect(
      await changed(
        'vip',
        backwards.map((fact) => member('one-call', fact)),
      ),
    ).toBe(1);
    expect(
      await changed(
        'vip',
        facts.flatMap((fact) => [member('backwards', fact), member('one-call', fact)]),
      ),
    ).toBe(0);
    await Promise.all(facts.map((fact) => changed('vip', [member('at-once', fact), member('at-once-too', fact)])));
    for (const buyer of ['backwards', 'one-call', 'at-once', 'at-once-too'])
      expect(await opened(buyer)).toMatchObject({ crowds: [{ crowdId: 'vip', joinedAt: monday }] });
  });

  it('INV-3 a repeated command answers as at first', async () => {
    const members = [member('repeated', { joinedAt: sunday })];
    expect(await changed('vip', members, { commandId: 'm1' })).toBe(1);
    expect(await changed('vip', members, { commandId: 'm1' })).toBe(1);
    expect((await record('silk', members, { commandId: 'm1' })).refusals).toEqual([{ code: 'COMMAND_ID_REUSED', field: 'commandId' }]);
  });

  it('takes 500 buyers at a time, whatever the spelling of their channel', async () => {
    const many = Array.from({ length: 500 }, (_, at) =>
      member(`many-${at}`, { joinedAt: sunday, channel: at % 2 ? 'kuaishou' : 'KUAISHOU' }),
    );
    expect(await changed('silk', many)).toBe(500);
    expect(await opened('many-499')).toMatchObject({ crowds: [{ crowdId: 'silk' }] });
    expect((await record('silk', [...many, many[0]!])).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'members' }]);
    expect((await record('silk', [])).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'members' }]);
  });

  it.each([
    ['an unknown channel', member('bad', { joinedAt: sunday, channel: 'NOWHERE' }), 'members.1.buyer.channel'],
    ['leaving before joining', member('bad', { joinedAt: sunday, leftAt: friday }), 'members.1.leftAt'],
    ['joining in the future', member('bad', { joinedAt: '2026-03-02T02:05:00.001Z' }), 'members.1.joinedAt'],
    ['no instant', member('bad', { joinedAt: 'Monday' }), 'members.1.joinedAt'],
  ])('%s refuses the whole call by its field', async (_, wrong, field) => {
    const { refusals } = await record('vip', [member('good', { joinedAt: sunday }), wrong]);
    expect(refusals).toEqual([{ code: 'BAD_USER_INPUT', field }]);
    expect(await opened('good')).not.toHaveProperty('crowds');
    await house.leave('good');
  });

  it('a crowd that nobody made known is refused, and INV-6 so is another shop’s', async () => {
    expect((await record('unknown', [member('x', { joinedAt: sunday })])).refusals).toEqual([
      { code: 'CROWD_NOT_FOUND', field: 'crowdId' },
    ]);
    const other = await house.openShop({}, 1, newId());
    const theirs = await record('vip', [member('both', { joinedAt: sunday })], {}, callerAs('CONNECTOR', other));
    expect(theirs.refusals).toEqual([{ code: 'CROWD_NOT_FOUND', field: 'crowdId' }]);
    expect(await opened('both', { shopId: other })).not.toHaveProperty('crowds');
  });

  it('is for connectors', async () => {
    expect((await record('vip', [member('x', { joinedAt: sunday })], {}, manager)).refusals).toMatchObject([{ code: 'FORBIDDEN' }]);
  });
});

describe('RTE-44 a shop’s crowds', () => {
  it('are renamed, never of another kind', async () => {
    expect(await made({ crowdId: 'vip', kind: 'MEMBER', name: '金卡' })).toEqual({ id: 'vip', kind: 'MEMBER', name: '金卡' });
    expect((await save({ crowdId: 'vip', kind: 'CUSTOM', name: '金卡' })).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'kind' }]);
    expect((await save({ crowdId: '', kind: 'CUSTOM', name: 'x' })).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'crowdId' }]);
    expect((await save({ crowdId: 'x', kind: 'CUSTOM', name: ' ' })).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'name' }]);
  });

  it('are listed by their ids, page by page', async () => {
    const shop = await house.openShop({}, 1, newId());
    const owner = callerAs('OWNER', shop);
    for (const crowdId of ['b', 'c', 'a']) expect((await save({ crowdId, kind: 'CUSTOM', name: crowdId }, owner)).refusals).toEqual([]);
    const page = async (args: string) => {
      const query = `query($reps: [_Any!]!) { _entities(representations: $reps) { ... on Shop { crowds(${args}) { nodes { id } pageInfo { hasNextPage endCursor } } } } }`;
      const { data, refusals } = await ask(owner, query, { reps: [{ __typename: 'Shop', id: shop }] });
      const [found] = data['_entities'] as [
        { crowds: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } | null },
      ];
      return { ids: found.crowds?.nodes.map(({ id }) => id), ...found.crowds?.pageInfo, refusals };
    };
    const first = await page('first: 2');
    expect(first).toMatchObject({ ids: ['a', 'b'], hasNextPage: true });
    expect(await page(`first: 2, after: "${first.endCursor}"`)).toMatchObject({ ids: ['c'], hasNextPage: false });
    expect((await page('after: "?"')).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'after' }]);
  });

  it('PRM-3 are not for agents to choose', async () => {
    expect((await save({ crowdId: 'x', kind: 'CUSTOM', name: 'x' }, callerAs('AGENT', house.shop))).refusals).toMatchObject([
      { code: 'FORBIDDEN' },
    ]);
  });
});
