import { figureText } from './figure-text';

const seconds = (value: string) => `${value} s`;

it.each([
  [{ value: 0.94, numerator: 47, denominator: 50 }, 'RATIO', '0.94 (47/50)'],
  [{ value: 12_340, numerator: 24_680, denominator: 2 }, 'MILLISECONDS', '12.3 s'],
  [{ value: 7, numerator: 7, denominator: 1 }, 'SESSIONS', '7'],
  [{ value: null, numerator: 0, denominator: 0 }, 'RATIO', '–'],
] as const)('%j of %s is %j', (figure, unit, text) => expect(figureText(figure, unit, seconds)).toBe(text));
