import { listSessions, countOf } from '#services/session/conversation/app/list-sessions';
import type { SessionOrder } from '#services/session/conversation/store/list-orders';
import { sessionsIn } from '#services/session/conversation/store/session-filter';
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

const openStates: readonly SessionState[] = ['BOT', 'QUEUED', 'LEFT_MESSAGE', 'ACTIVE', 'ENDING'];

/** The whole list, read in pages of `first`. */
async function pages(order: SessionOrder, states: readonly SessionState[] = openStates, first = 20): Promise<string[]> {
  const found: string[] = [];
  let after = null;
  for (;;) {
    const page = await listSessions(house.deps, { filter: sessionsIn(shop, states), order, after, first });
    found.push(...page.rows.map(({ view }) => nameOf(view.session.id)));
    if (!page.more) return found;
    after = page.rows.at(-1)!.cursor;
  }
}

const everyState: readonly SessionState[] = ['BOT', 'QUEUED', 'LEFT_MESSAGE', 'ACTIVE', 'ENDING', 'CLOSED'];

describe('lists of sessions', () => {
  test.each([1, 2, 3, 20])('SES-20 in pages of %i: longest wait first, answered ones last', async (first) => {
    expect(await pages('WAITING_DESC', openStates, first)).toEqual(['b2', 'b4', 'b3', 'b1']);
    expect(await pages('WAITING_DESC', everyState, first)).toEqual(['b2', 'b4', 'b5', 'b3', 'b1']);
    expect(await pages('OPENED_DESC', openStates, first)).toEqual(['b4', 'b3', 'b2', 'b1']);
    expect(await pages('OPENED_DESC', everyState, first)).toEqual(['b5', 'b4', 'b3', 'b2', 'b1']);
    expect(await pages('LAST_MESSAGE_DESC', openStates, first)).toEqual(['b2', 'b3', 'b1', 'b4']);
    expect(await pages('LAST_MESSAGE_DESC', ['ACTIVE', 'CLOSED'], first)).toEqual(['b3', 'b1', 'b5']);
  });

  test.each([1, 2, 20])('SES-20 ascending is the same list from its end, in pages of %i', async (first) => {
    for (const states of [openStates, everyState]) {
      expect(await pages('WAITING_ASC', states, first)).toEqual((await pages('WAITING_DESC', states)).reverse());
      expect(await pages('OPENED_ASC', states, first)).toEqual((await pages('OPENED_DESC', states)).reverse());
      expect(await pages('LAST_MESSAGE_ASC', states, first)).toEqual((await pages('LAST_MESSAGE_DESC', states)).reverse());
    }
  });

  test.each([1, 2])(
    'SES-20 whatever changes between pages of %i, who stays open is listed once, in the order of the first page',
    async (first) => {
      const list = await openSessionHouse();
      await list.openShop();
      const agent = list.agent();
      const moment = (at: number): void => list.setClock(new Date(Date.UTC(2026, 2, 2, 3) + at * 60_000).toISOString());
      const opened: Record<string, string> = {};
      for (const [index, buyer] of ['w1', 'w2', 'w3', 'a1', 'a2', 'a3'].entries()) {
        moment(index);
        opened[buyer] = (await list.write(buyer)).session!.id;
        await list.hear(routing.assigned(list.shop, opened[buyer], agent.account!));
      }
      for (const [index, buyer] of ['a1', 'a2', 'a3'].entries()) {
        moment(10 + index);
        await list.answer(opened[buyer]!, agent);
      }
      let minutes = 20;
      /** Between pages: those who wait are answered, and those answered write again. */
      const changes = [
        () => list.answer(opened['w1']!, agent),
        () => list.answer(opened['w3']!, agent),
        () => list.write('a1'),
        () => list.write('w1'),
        () => list.answer(opened['w1']!, agent),
        () => list.write('new'),
      ];
      const read = async (order: SessionOrder, change: (page: number) => Promise<unknown>): Promise<string[]> => {
        const found: string[] = [];
        let after = null;
        for (let number = 1; ; number += 1) {
          const page = await listSessions(list.deps, { filter: sessionsIn(list.shop, openStates), order, after, first });
          found.push(...page.rows.map(({ view }) => view.buyer.externalId));
          if (!page.more) return found;
          after = page.rows.at(-1)!.cursor;
          minutes += 0.1;
          moment(minutes);
          await change(number - 1);
        }
      };
      expect(await read('WAITING_DESC', async (page) => changes[page]?.())).toEqual(['w1', 'w2', 'w3', 'a3', 'a2', 'a1']);
      const last = await read('LAST_MESSAGE_DESC', () => Promise.resolve());
      expect(await read('LAST_MESSAGE_DESC', (page) => list.write(page % 2 === 0 ? 'w2' : 'a3'))).toEqual(last);
      await list.close();
    },
  );

  test('SES-20 the count is of the same sessions', async () => {
    expect(await countOf(house.deps.db, sessionsIn(shop, ['ACTIVE', 'QUEUED']))).toBe(3);
    expect(await countOf(house.deps.db, sessionsIn(shop, everyState))).toBe(5);
  });
});
