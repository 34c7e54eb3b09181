import { decideMerge } from './merge-buyers';

const one = (id: string, mergedInto: string | null = null, hasOthers = false) => ({ id, mergedInto, hasOthers });

describe('merging two identities of one person', () => {
  it('is possible for two who are part of none, and again does nothing', () => {
    expect(decideMerge(one('a'), one('b'))).toBe(true);
    expect(decideMerge(one('a', null, true), one('c'))).toBe(true);
    expect(decideMerge(one('a', null, true), one('b', 'a'))).toBe(true);
  });

  it.each([
    ['with itself', one('a'), one('a'), 'other'],
    ['into one that is part of another', one('a', 'x'), one('b'), 'buyer'],
    ['of one that is part of another', one('a'), one('b', 'x'), 'other'],
    ['of one that others are part of', one('a'), one('b', null, true), 'other'],
  ])('is refused %s', (_, kept, other, field) => {
    expect(decideMerge(kept, other)).toMatchObject({ code: 'CANNOT_MERGE', field });
  });
});
