import { Cursors } from './cursor';

const shop = '01890a5d-ac96-774b-bcce-b302099a8057';
const other = '01900a5d-ac96-774b-bcce-b302099a8057';
const positions = { 'session-ended': [1, 42], 'shop-changed': [3, 7], 'order-changed': [1, 0] } as const;
const [old, fresh] = ['an old secret of the gateways...', 'a new secret of the gateways...'];

describe('a cursor', () => {
  const cursors = new Cursors([fresh]);
  const cursor = cursors.seal(shop, positions);

  it('holds the positions of a shop in a line that fits a header, for every gateway process', () => {
    expect(cursor).toMatch(/^[\w-]{1,1000}$/);
    expect(new Cursors([fresh]).open(shop, cursor)).toEqual({ 'session-ended': [1, 42], 'shop-changed': [3, 7] });
  });

  it('INV-6 tells nobody else how much has happened in the shop, by its text or its length', () => {
    const much = cursors.seal(shop, { ...positions, 'session-ended': [1, 4_200_000] });
    expect(much).toHaveLength(cursor.length);
    expect(cursors.seal(shop, positions)).not.toBe(cursor);
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/session|42/);
  });

  it('is still good after the secrets were changed, as long as the old one is kept', () => {
    const before = new Cursors([old]).seal(shop, positions);
    expect(new Cursors([fresh, old]).open(shop, before)).toBeDefined();
    expect(cursors.open(shop, before)).toBeUndefined();
  });

  it.each([
    ['of another shop', cursors.seal(other, positions)],
    ['that was changed', cursor.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))],
    ['cut off', cursor.slice(0, -20)],
    ['written by a client', `${shop};session-ended=1.42`],
    ['with a number beyond counting', cursors.seal(shop, { 'session-ended': [1, 9_999_999_999_999_999] })],
    ['that is long', `${cursor}${'x'.repeat(2_000)}`],
    ['of nothing', ''],
    ['that is missing', undefined],
  ])('%s is none', (_what, text) => {
    expect(cursors.open(shop, text)).toBeUndefined();
  });
});
