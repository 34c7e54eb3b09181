import { listSessions, countSessions, type SessionOrder } from '#services/session/conversation/app/list-sessions';
import type { SessionState } from '#services/session/conversation/domain/session';
import { openSessionHouse, routing, type SessionHouse } from './session-house';

let house: SessionHouse;
let shop: string;
const ids: Record<string, string> = {};

const minute = (at: number): void => house.setClock(new Date(Date.UTC(2026, 2, 2, 2, at)).toISOString());

/** Five buyers write, a minute apart; b1 and b3 are answered (b3 later), b2 is ending, b5 has left. */
beforeAll(async () => {
  house = await openSessionHouse();
  shop = await house.openShop();
  const agent = house.agent();
  for (const [index, buyer] of ['b1', 'b2', 'b3', 'b4', 'b5'].entries()) {
    minute(index);
    ids[buyer] = (await house.write(buyer)).session!.id;
  }
  for (const buyer of ['b1', 'b2', 'b3']) await house.hear(routing.assigned(shop, ids[buyer]!, agent.account!));
  minute(10);
  await house.answer(ids['b1']!, agent);
  minute(11);
  await house.answer(ids['b3']!, agent);
  minute(12);
  await house.write('b2');
  await house.end(ids['b2']!, agent);
  await house.leave('b5');
});
afterAll(() => house.close());

const nameOf = (id: string): string => Object.keys(ids).find((buyer) => ids[buyer] === id) ?? id;

/** The whole list, read in pages of `first`. */
async function pages(order: SessionOrder, states: readonly SessionState[] | null, first: number): Promise<string[]> {
  const found: string[] = [];
  let after = null;
  for (;;) {
    const page = await listSessions(house.deps.db, { shopId: shop, states, order, after, first });
    found.push(...page.rows.map(({ view }) => nameOf(view.session.id)));
    if (!page.more) return found;
    after = page.rows.at(-1)!.place;
  }
}

const everyState: readonly SessionState[] = ['BOT', 'QUEUED', 'LEFT_MESSAGE', 'ACTIVE', 'ENDING', 'CLOSED'];

describe('lists of sessions', () => {
  test.each([1, 2, 3, 20])('SES-20 in pages of %i: longest wait first, answered ones last', async (first) => {
    expect(await pages('WAITING_DESC', null, first)).toEqual(['b2', 'b4', 'b3', 'b1']);
    expect(await pages('WAITING_DESC', everyState, first)).toEqual(['b2', 'b4', 'b5', 'b3', 'b1']);
    expect(await pages('OPENED_DESC', null, first)).toEqual(['b4', 'b3', 'b2', 'b1']);
    expect(await pages('OPENED_DESC', everyState, first)).toEqual(['b5', 'b4', 'b3', 'b2', 'b1']);
    expect(await pages('LAST_MESSAGE_DESC', null, first)).toEqual(['b2', 'b3', 'b1', 'b4']);
    expect(await pages('LAST_MESSAGE_DESC', ['ACTIVE', 'CLOSED'], first)).toEqual(['b3', 'b1', 'b5']);
  });

  test('SES-20 the count is of the same sessions', async () => {
    expect(await countSessions(house.deps.db, { shopId: shop, states: ['ACTIVE', 'QUEUED'] })).toBe(3);
    expect(await countSessions(house.deps.db, { shopId: shop, states: everyState })).toBe(5);
  });
});
