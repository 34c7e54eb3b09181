import type { Caller } from '#libs/platform/access/caller';
import { newId } from '#libs/platform/process/ids';
import { features } from '#services/session/features';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { openSessionHouse, routing, type SessionHouse } from './session-house';

let house: SessionHouse;
let ask: Ask;
let connector: Caller;

beforeAll(async () => {
  house = await openSessionHouse();
  const { resolvers, extra } = features(house.deps);
  ask = askSubgraph('session', resolvers, extra);
  await house.openShop();
  connector = callerAs('CONNECTOR', house.shop);
});
beforeEach(() => house.setClock('2026-03-02T02:00:00.000Z'));
afterAll(() => house.close());

const buyer = (externalId: string) => ({ channel: 'KUAISHOU', externalId });
const fields = 'session { id rating { score solved ratedAt } rateableUntil }';
const rate = (sessionId: string, externalId: string, more: object = {}, by = connector) =>
  ask(by, `mutation($input: RateSessionInput!) { rateSession(input: $input) { ${fields} } }`, {
    input: { shopId: by.shop, buyer: buyer(externalId), sessionId, score: 5, ...more },
  });
const rated = () => house.published.filter(({ type }) => type === 'rated');

/** A session that its agent has ended at ten. */
async function ended(externalId: string): Promise<{ id: string; agentId: string }> {
  const agent = house.agent();
  const { session } = await house.write(externalId);
  await house.hear(routing.assigned(house.shop, session!.id, agent.account!));
  await house.answer(session!.id, agent);
  await house.end(session!.id, agent);
  return { id: session!.id, agentId: agent.account! };
}

describe('MET-20 a rating', () => {
  it('is a fact that names the agent, and stands with the session, which is no longer open to another', async () => {
    const { id, agentId } = await ended('happy');
    const before = await ask(connector, `{ session(id: "${id}") { rating { score } rateableUntil } }`);
    expect(before.data).toEqual({ session: { rating: null, rateableUntil: '2026-03-03T02:00:00.000Z' } });
    house.setClock('2026-03-02T02:05:00.000Z');
    const { data, refusals } = await rate(id, 'happy', { score: 4, solved: true });
    expect(refusals).toEqual([]);
    const rating = { score: 4, solved: true, ratedAt: '2026-03-02T02:05:00.000Z' };
    expect(data).toEqual({ rateSession: { session: { id, rating, rateableUntil: null } } });
    expect(rated().at(-1)).toMatchObject({
      topic: 'session-closed',
      value: { sessionId: id, agentId, score: 4, solved: true, ratedAt: rating.ratedAt, actor: { kind: 'BUYER' } },
    });
  });

  it('is invited with the end', async () => {
    const { id } = await ended('invited');
    const told = () => house.published.filter(({ topic, value }) => topic.startsWith('session-') && value['sessionId'] === id);
    expect(told().find(({ type }) => type === 'ended')).toMatchObject({ value: { rateableUntil: '2026-03-03T02:00:00.000Z' } });
    house.setClock('2026-03-02T02:20:00.000Z');
    await house.fire();
    expect(told().find(({ type }) => type === 'closed')).toMatchObject({ value: { rateableUntil: '2026-03-03T02:00:00.000Z' } });
    const { session: left } = await house.write('left alone');
    await house.leave('left alone');
    expect(house.published.find(({ type, value }) => type === 'closed' && value['sessionId'] === left!.id)?.value).not.toHaveProperty(
      'rateableUntil',
    );
  });

  it('at exactly 24 hours counts, a millisecond later no more', async () => {
    const [one, other] = [await ended('in time'), await ended('late')];
    house.setClock('2026-03-03T02:00:00.000Z');
    expect((await rate(one.id, 'in time')).refusals).toEqual([]);
    house.setClock('2026-03-03T02:00:00.001Z');
    expect((await rate(other.id, 'late')).refusals).toEqual([{ code: 'RATING_CLOSED', field: 'sessionId' }]);
    const { data } = await ask(connector, `{ session(id: "${other.id}") { rateableUntil } }`);
    expect(data).toEqual({ session: { rateableUntil: null } });
  });

  it('RES-76 is given once, also when two come at a time; INV-3 a repeated one is the same', async () => {
    const { id } = await ended('twice');
    const before = rated().length;
    const answers = await Promise.all([1, 2, 3, 4].map((score) => rate(id, 'twice', { score })));
    expect(answers.filter(({ refusals }) => refusals.length === 0)).toHaveLength(1);
    expect(new Set(answers.flatMap(({ refusals }) => refusals.map(({ code }) => code)))).toEqual(new Set(['ALREADY_RATED']));
    expect(rated()).toHaveLength(before + 1);
    const { id: again } = await ended('again');
    const first = await rate(again, 'again', { commandId: 'r' });
    expect(await rate(again, 'again', { commandId: 'r' })).toEqual(first);
    expect(rated()).toHaveLength(before + 2);
  });

  it('is of a session of one’s own that has ended, INV-6 in one’s own shop', async () => {
    const { id } = await ended('mine');
    expect((await rate(id, 'somebody else')).refusals).toEqual([{ code: 'SESSION_NOT_FOUND', field: 'sessionId' }]);
    expect((await rate(newId(), 'mine')).refusals).toEqual([{ code: 'SESSION_NOT_FOUND', field: 'sessionId' }]);
    const { session } = await house.write('running');
    expect((await rate(session!.id, 'running')).refusals).toEqual([{ code: 'RATING_CLOSED', field: 'sessionId' }]);
    const self = callerAs('BUYER', house.shop, { buyer: buyer('mine') });
    expect((await rate(id, 'somebody else', {}, self)).refusals).toEqual([{ code: 'FORBIDDEN', field: 'buyer' }]);
    expect((await rate(id, 'mine', {}, self)).refusals).toEqual([]);
    const other = await house.openShop({}, 1, newId());
    expect((await rate(id, 'mine', {}, callerAs('CONNECTOR', other))).refusals).toEqual([
      { code: 'SESSION_NOT_FOUND', field: 'sessionId' },
    ]);
  });

  it.each([0, 6, -1])('is no %d', async (score) => {
    expect((await rate(newId(), 'x', { score })).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'score' }]);
  });
});
