import type { Caller } from '#libs/platform/access/caller';
import { newId } from '#libs/platform/process/ids';
import { features } from '#services/session/features';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { openSessionHouse, routing, type SessionHouse } from './session-house';

let house: SessionHouse;
let shop: string;
let ask: Ask;
let agent: Caller;

beforeAll(async () => {
  house = await openSessionHouse();
  shop = await house.openShop();
  const { resolvers, extra } = features(house.deps);
  ask = askSubgraph('session', resolvers, extra);
  agent = house.agent();
});
afterAll(() => house.close());

const marksOf = 'difficult solvedAt tags note { text by { id } at }';
const mark = `mutation ($input: MarkSessionInput!) { done: markSession(input: $input) { session { ${marksOf} } } }`;
const note = `mutation ($input: SaveNoteInput!) { done: saveNote(input: $input) { session { ${marksOf} } } }`;

async function talking(buyer: string): Promise<string> {
  const { session } = await house.write(buyer);
  await house.hear(routing.assigned(shop, session!.id, agent.account!));
  return session!.id;
}

describe('marks and notes', () => {
  test('SES-30 a note is kept on transfer, whoever has the session reads it, and live streams hear of it without its words', async () => {
    const [sessionId, other] = [await talking('n1'), house.agent()];
    const input = { shopId: shop, sessionId, text: 'call back 15:00', commandId: 'n' };
    const written = { text: 'call back 15:00', by: { id: agent.account }, at: '2026-03-02T02:00:00.000Z' };
    for (let sent = 0; sent < 2; sent += 1) {
      expect((await ask(agent, note, { input })).data).toMatchObject({ done: { session: { note: written } } });
    }
    const told = house.published.filter(({ topic }) => topic === 'session-marked');
    expect(told).toEqual([
      expect.objectContaining({
        type: 'marked',
        value: expect.objectContaining({ sessionId, by: agent.account, noteLength: 15, tags: 0 }),
      }),
    ]);
    expect(JSON.stringify(told)).not.toContain('call back');
    await house.hear(routing.transferred(shop, sessionId, agent.account!, other.account!, 2));
    const { data } = await ask(other, `query ($id: ID!) { session(id: $id) { agent { id } ${marksOf} } }`, { id: sessionId });
    expect(data).toMatchObject({ session: { agent: { id: other.account }, note: written } });
    const gone = await ask(other, note, { input: { shopId: shop, sessionId, text: null } });
    expect(gone.data).toMatchObject({ done: { session: { note: null } } });
  });

  test('SES-21 marks survive messages and the close, and another process reads them as they were set', async () => {
    const sessionId = await talking('n2');
    const input = { shopId: shop, sessionId, difficult: true, solved: true, tags: ['退款', 'VIP'] };
    await ask(agent, mark, { input });
    await house.answer(sessionId, agent);
    await house.end(sessionId, agent);
    await house.write('n2');
    const { session } = await house.session(sessionId);
    expect(session).toMatchObject({ state: 'CLOSED', marks: { tags: ['退款', 'VIP'], solved: { by: agent.account } } });
    expect(session.marks.difficultTurns).toEqual([new Date('2026-03-02T02:00:00.000Z')]);
  });

  test.each([
    ['an empty note', note, { text: ' ' }, 'text'],
    ['a note of 1,001 characters', note, { text: 'x'.repeat(1_001) }, 'text'],
    ['a note with a zero byte', note, { text: 'a\u0000' }, 'text'],
    ['no word about the note', note, {}, 'text'],
    ['eleven tags', mark, { tags: Array.from({ length: 11 }, (_, index) => `t${index}`) }, 'tags'],
    ['a tag of 31 characters', mark, { tags: ['x'.repeat(31)] }, 'tags.0'],
    ['a tag of two lines', mark, { tags: ['a\nb'] }, 'tags.0'],
  ])('RES-89 %s is refused, and nothing is stored', async (_what, mutation, change, field) => {
    const sessionId = await talking(newId());
    const { refusals } = await ask(agent, mutation, { input: { shopId: shop, sessionId, ...change } });
    expect(refusals).toMatchObject([{ code: 'BAD_USER_INPUT', field }]);
    expect((await house.session(sessionId)).session.marks).toMatchObject({ tags: [], note: null });
  });

  test('INV-6 nobody marks a session of another shop', async () => {
    const sessionId = await talking('n3');
    const stranger = { ...house.agent(newId(), 'OWNER'), shop: newId() };
    const { refusals } = await ask(stranger, mark, { input: { shopId: stranger.shop, sessionId, difficult: true } });
    expect(refusals).toMatchObject([{ code: 'SESSION_NOT_FOUND' }]);
  });
});
