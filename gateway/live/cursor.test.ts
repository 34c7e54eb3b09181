import { fromCursor, toCursor } from './cursor';

const shop = '01890a5d-ac96-774b-bcce-b302099a8057';
const positions = { 'session-ended': [1, 42], 'shop-changed': [3, 7], 'order-changed': [1, 0] } as const;

describe('a cursor', () => {
  const cursor = toCursor(shop, positions);

  it('holds the positions of a shop in a line that fits a header', () => {
    expect(cursor).toMatch(/^[\w=.;-]+$/);
    expect(fromCursor(shop, cursor)).toEqual({ 'session-ended': [1, 42], 'shop-changed': [3, 7] });
  });

  it.each([
    ['of another shop', cursor.replace('0189', '0190')],
    ['with a number that is none', `${shop};session-ended=1.x`],
    ['with a number beyond counting', `${shop};session-ended=1.9999999999999999`],
    ['that is long', `${cursor};${'x'.repeat(2_000)}`],
    ['of nothing', ''],
    ['that is missing', undefined],
  ])('%s is none', (_what, text) => {
    expect(fromCursor(shop, text)).toBeUndefined();
  });
});
