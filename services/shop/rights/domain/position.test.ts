import { changePosition, rightsAdded, type Position } from './position';

const presale: Position = { id: 'p', shopId: 's', name: 'pre-sale', rights: ['orders:confirm'] };
const other: Position = { ...presale, id: 'q', name: 'after-sale' };

describe('a position', () => {
  it('PRM-9 has each right once, in one order', () => {
    expect(changePosition(presale, { rights: ['after-sales:act', 'orders:confirm', 'after-sales:act'] }, [])).toEqual({
      ...presale,
      rights: ['orders:confirm', 'after-sales:act'],
    });
    expect(changePosition(presale, { rights: [] }, [])).toMatchObject({ rights: [] });
  });

  it('PRM-9 refuses rights that are none and those nobody can be given, and names the place', () => {
    for (const right of ['moon:write', 'policy:write', '__proto__'])
      expect(changePosition(presale, { name: 'x', rights: ['orders:confirm', right] }, [])).toMatchObject({
        code: 'BAD_USER_INPUT',
        field: 'rights.1',
      });
  });

  it('has a name of its own', () => {
    expect(changePosition(presale, { name: 'after-sale' }, [presale, other])).toMatchObject({ code: 'BAD_USER_INPUT', field: 'name' });
    expect(changePosition(presale, { name: 'pre-sale' }, [presale, other])).toBe(presale);
  });

  it('RES-84 stays as it is where nothing is said', () => {
    expect(changePosition(presale, { name: null, rights: null }, [])).toBe(presale);
  });

  it('PRM-1 tells which rights a change adds: those the giver must have', () => {
    expect(rightsAdded(presale, { ...presale, rights: ['orders:confirm', 'schedule:write'] })).toEqual(['schedule:write']);
    expect(rightsAdded(presale, { ...presale, rights: [] })).toEqual([]);
  });
});
