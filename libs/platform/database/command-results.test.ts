import { commandKey } from './command-results';

const print = (input: object, operation = 'updateShopPolicy'): string | undefined =>
  commandKey('shop', operation, { commandId: 'c', ...input })?.fingerprint;

describe('INV-3 the fingerprint of a command', () => {
  it('is none without an id', () => {
    expect([commandKey('s', 'o', {}), commandKey('s', 'o', { commandId: null })]).toEqual([null, null]);
    expect(commandKey('s', 'o', { commandId: 'c' })).toMatchObject({ shopId: 's', operation: 'o', commandId: 'c' });
  });

  it('is the same for the same input, whatever the order of its fields and the id it comes under', () => {
    expect(print({ a: 1, b: { c: [1, { d: 2, e: 3 }] } })).toBe(print({ b: { c: [1, { e: 3, d: 2 }] }, a: 1 }));
    expect(print({ a: 1, b: undefined })).toBe(print({ a: 1 }));
    expect(print({ a: 1, commandId: 'other' })).toBe(print({ a: 1 }));
  });

  it.each([
    ['a value', { a: 1 }, { a: 2 }],
    ['the type of a value', { a: 1 }, { a: '1' }],
    ['a further field', { a: 1 }, { a: 1, b: false }],
    ['off (null) instead of unchanged (absent)', { a: 1 }, { a: 1, b: null }],
    ['the order of a list', { a: [1, 2] }, { a: [2, 1] }],
    ['where a value is', { a: { b: 1 } }, { a: {}, b: 1 }],
    ['a text that looks like structure', { a: '","b":"' }, { a: '', b: '' }],
    ['the account that commands', { a: 1, by: 'x' }, { a: 1, by: 'y' }],
    ['an empty list', { a: [] }, {}],
  ])('tells apart %s', (_what, first, second) => {
    expect(print(first)).not.toBe(print(second));
  });

  it('says nothing of the input', () => {
    expect(print({ text: '在吗' })).toMatch(/^[\w-]{43}$/);
  });
});
