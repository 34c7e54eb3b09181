import { mergeMessages } from './merge-messages';

const message = (ordinal: number, text = '') => ({ ordinal, text });

it('joins two stretches in order, each message once, as the newer knows it', () => {
  expect(mergeMessages([message(2), message(1), message(3, 'old')], [message(3, 'edited'), message(4)])).toEqual([
    message(1),
    message(2),
    message(3, 'edited'),
    message(4),
  ]);
});
