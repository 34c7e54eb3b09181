import { Chats } from './chats';

const said = { messageId: 'm1', buyer: 'b1', text: '您好', at: '2026-03-02T02:00:00.000Z' };

test('INV-3 what is told twice stands in the chat once, in its place, as it was told last', () => {
  const chats = new Chats();
  chats.open('b1');
  expect(chats.deliver(said)).toBe(true);
  chats.wrote('b1', { id: 'w1', from: 'BUYER', text: '在吗', at: said.at });
  expect(chats.deliver({ ...said, text: null })).toBe(true);
  expect(chats.messages('b1').map(({ id, text }) => [id, text])).toEqual([
    ['m1', null],
    ['w1', '在吗'],
  ]);
});

test('what is for nobody is not taken, and chats are bounded', () => {
  const chats = new Chats(2, 2);
  expect(chats.deliver(said)).toBe(false);
  for (const buyer of ['b1', 'b2', 'b1', 'b3']) chats.open(buyer);
  expect([chats.deliver(said), chats.deliver({ ...said, buyer: 'b2' })]).toEqual([true, false]);
  for (const messageId of ['m2', 'm3']) chats.deliver({ ...said, messageId });
  expect(chats.messages('b1').map(({ id }) => id)).toEqual(['m2', 'm3']);
});
