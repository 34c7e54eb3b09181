import { byOpening, byQueue, type WaitingEntry } from './waiting-entry';
import { extend, headOf, insert, isComplete, needsHead, remove, waitingList } from './waiting-list';

const entry = (sessionId: string, second: number, band: WaitingEntry['band'] = 'NORMAL'): WaitingEntry => ({
  sessionId,
  kind: 'QUEUED',
  place: null,
  pool: 'ALL',
  band,
  enqueuedAt: new Date(second * 1_000),
  openedAt: new Date(second * 1_000),
  revision: 1,
  facts: { buyerId: 'b', channel: 'demo', entryPoint: null, viaBot: false, lastHuman: null },
});

const names = (list: ReturnType<typeof waitingList>): string =>
  list.entries
    .slice(list.first)
    .map(({ sessionId }) => sessionId)
    .join('');

it('RTE-28 the priority band first, then earliest enqueued', () => {
  const list = waitingList(byQueue);
  for (const one of [entry('c', 3), entry('a', 1), entry('z', 9, 'PRIORITY'), entry('b', 2)]) insert(list, one);
  expect(names(list)).toBe('zabc');
});

it('RES-60 left messages by the first message of their session', () => {
  const list = waitingList(byOpening);
  for (const one of [entry('b', 2), entry('a', 1), { ...entry('c', 3), enqueuedAt: new Date(0) }]) insert(list, one);
  expect(names(list)).toBe('abc');
});

it('RTE-28 a list of which only the head is in memory counts what stands behind it', () => {
  const list = waitingList(byQueue, [entry('a', 1), entry('b', 2)], 4);
  insert(list, entry('z', 99));
  expect([names(list), list.total, isComplete(list)]).toEqual(['ab', 5, false]);
  insert(list, entry('A', 1));
  remove(list, entry('d', 50));
  remove(list, entry('a', 1));
  expect([names(list), list.total]).toEqual(['Ab', 4]);
  remove(list, headOf(list)!);
  remove(list, headOf(list)!);
  expect([headOf(list), needsHead(list), list.total]).toEqual([undefined, true, 2]);
  extend(list, [entry('c', 3), entry('z', 99)]);
  expect([names(list), isComplete(list)]).toEqual(['cz', true]);
});

it('RTE-28 10,000 waiting: each is served in order', () => {
  const list = waitingList(byQueue);
  for (let number = 0; number < 10_000; number += 1) insert(list, entry(`s${number}`, (number * 7_919) % 10_007));
  let last = -1;
  for (let next = headOf(list); next; next = headOf(list)) {
    expect(next.enqueuedAt.getTime()).toBeGreaterThan(last);
    last = next.enqueuedAt.getTime();
    remove(list, next);
  }
  expect(list.total).toBe(0);
});
