import fc from 'fast-check';
import { changeCrowd } from './change-crowd';
import { changeMemberships } from './change-memberships';
import type { Membership } from './crowd';
import { laterMembership } from './later-membership';

const hour = (hours: number): Date => new Date(Date.UTC(2026, 2, 2, 2) + hours * 3_600_000);
const fact = (joined: number, left: number | null = null, buyerId = 'b1'): Membership => ({
  buyerId,
  crowdId: 'vip',
  joinedAt: hour(joined),
  leftAt: left === null ? null : hour(left),
});
const change = (facts: readonly Membership[], known: readonly Membership[] = [], now = hour(10)) =>
  changeMemberships(new Map(known.map((each) => [each.buyerId, each])), facts, now);

describe('INV-5 facts of a buyer and a crowd', () => {
  const anyFact = fc
    .tuple(fc.integer({ min: 0, max: 4 }), fc.option(fc.integer({ min: 0, max: 4 })))
    .map(([joined, stayed]) => fact(joined, stayed === null ? null : joined + stayed));

  it('come to the same state in any order, and any number of times', () => {
    const shuffled = fc
      .array(anyFact, { minLength: 1, maxLength: 6 })
      .chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray([...some, ...some], { minLength: some.length * 2 })));
    fc.assert(fc.property(shuffled, ([some, again]) => expect(again.reduce(laterMembership)).toEqual(some.reduce(laterMembership))));
  });

  it.each([
    ['left after joining', [fact(1), fact(1, 3)], fact(1, 3)],
    ['joined again', [fact(1, 3), fact(5)], fact(5)],
    ['left at the instant of joining', [fact(2), fact(1, 2)], fact(1, 2)],
    ['joined later than was known', [fact(1), fact(2)], fact(2)],
  ])('who %s', (_, facts, expected) => {
    expect(facts.reduce(laterMembership)).toEqual(expected);
    expect([...facts].reverse().reduce(laterMembership)).toEqual(expected);
  });
});

describe('RTE-45 memberships of a call', () => {
  it('are changed once per buyer, and not by what is known', () => {
    expect(change([fact(1), fact(1, 3), fact(2, null, 'b2'), fact(0, null, 'b3')], [fact(1, null, 'b3')])).toEqual({
      outcome: 'done',
      changed: [fact(1, 3), fact(2, null, 'b2')],
    });
    expect(change([fact(1)], [fact(1)])).toEqual({ outcome: 'done', changed: [] });
  });

  it.each([
    ['leaving before joining', fact(2, 1), 'members.1.leftAt'],
    ['joining in the future', fact(11), 'members.1.joinedAt'],
    ['leaving in the future', fact(1, 11), 'members.1.leftAt'],
  ])('are refused as a whole for %s', (_, wrong, field) => {
    expect(change([fact(1), wrong])).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});

describe('RTE-44 a crowd', () => {
  const crowd = { crowdId: 'vip', kind: 'MEMBER', name: 'VIP' } as const;

  it('may be renamed, but stays of its kind', () => {
    expect(changeCrowd(200, crowd, { ...crowd, name: 'Gold' })).toBeUndefined();
    expect(changeCrowd(1, crowd, { ...crowd, kind: 'CUSTOM' })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'kind' });
  });

  it('is one of 200 of the shop', () => {
    expect(changeCrowd(199, null, crowd)).toBeUndefined();
    expect(changeCrowd(200, null, crowd)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'crowdId' });
  });
});
