import { comparable, says } from './comparable-text';

it.each([
  ['多久发货?', '多久发货'],
  ['  多久 发货  ', '多久发货'],
  ['Ｈow LONG\n does  it take?!', 'how long does it take'],
  ['iPhone 15 多少钱', 'iphone 15多少钱'],
  ['7天无理由', '7天无理由'],
  ['😀', ''],
])('SCH-16 %s is compared as "%s"', (text, compared) => {
  expect(comparable(text)).toBe(compared);
});

it.each([
  ['请问多久发货呀', '多久发货', true],
  ['多 久 发 货', '多久发货', true],
  ['when do you ship?', 'ship', true],
  ['friendship', 'ship', false],
  ['shipping', 'ship', false],
  ['friendship, and when do you ship', 'ship', true],
  ['17天', '7天', false],
  ['支持7天无理由吗', '7天无理由', true],
  ['iPhone15有货吗', 'iphone', true],
  ['有赠品吗', '', false],
])('SCH-16 "%s" says "%s": %s', (text, phrase, expected) => {
  expect(says(comparable(text), comparable(phrase))).toBe(expected);
});
