import { isPlainLine, isVisible, storable } from './visible-text';

describe('RES-89 a text nobody can see is no message', () => {
  it.each([
    ['nothing', ''],
    ['blanks', ' \t\n\u3000\u00a0'],
    ['zero-width space', '\u200b'],
    ['word joiner', '\u2060'],
    ['Hangul fillers', '\u3164\u115f\uffa0'],
    ['soft hyphen', '\u00ad'],
    ['the empty braille cell', '\u2800'],
    ['marks of direction', '\u200e\u200f\u061c\u202e\u2066'],
    ['a byte order mark', '\ufeff'],
    ['variation selectors and tags', '\ufe0f\u{e0041}'],
    ['controls', '\u0007\u001b'],
    ['a mixture', ' \u200b\u2060\n\u2800'],
  ])('%s', (_name, text) => expect(isVisible(text)).toBe(false));

  it.each(['a', '。', '👨‍👩‍👧', '❤️', '\u202eabc', '؀', 'é', '\u2801'])('%j can be seen', (text) => expect(isVisible(text)).toBe(true));
});

it.each([
  ['a\nb', false],
  ['a\u2028b', false],
  ['a\u0085b', false],
  ['abc\u202edcb', false],
  ['a\u2066b\u2069', false],
  ['عبد الله\u200f', true],
  ['👨‍👩‍👧 小明', true],
])('%j as a name: %s', (text, plain) => expect(isPlainLine(text)).toBe(plain));

it.each([
  ['a\u0000', false],
  ['\ud83d', false],
  ['😀', true],
])('%j can be stored: %s', (text, ok) => expect(storable(text)).toBe(ok));
