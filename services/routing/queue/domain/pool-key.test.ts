import fc from 'fast-check';
import { poolKey, readPool, type PoolParts } from './pool-key';

const id = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
const kindAndOf = fc.oneof(
  fc.constant({ kind: 'ALL', of: '' } as const),
  fc.record({ kind: fc.constantFrom('STATUS' as const), of: fc.constantFrom('UNPAID', 'SHIPPED') }),
  fc.record({ kind: fc.constantFrom('CROWD' as const, 'GROUP' as const), of: id }),
);
const needs = fc.record({
  skills: fc
    .uniqueArray(fc.record({ name: fc.constantFrom('退款', 'size', 'a_b-1'), level: fc.integer({ min: 1, max: 5 }) }), {
      selector: ({ name }) => name,
    })
    .map((all) => all.sort((one, other) => (one.name < other.name ? -1 : 1))),
  language: fc.option(fc.constantFrom('en', 'zh-CN')),
});
const parts: fc.Arbitrary<PoolParts> = fc
  .tuple(
    kindAndOf,
    fc.option(fc.string({ minLength: 1, unit: 'grapheme' })),
    fc.option(id),
    fc.constantFrom(1, 1, 2, 10),
    fc.option(needs),
    fc.uniqueArray(id, { maxLength: 3 }),
    fc.uniqueArray(id, { maxLength: 3 }),
  )
  .map(([base, channel, awaits, slots, asked, passedBy, tried]) => ({
    ...base,
    channel,
    awaits,
    slots,
    needs: asked,
    passedBy: passedBy.sort(),
    tried: tried.sort(),
  }));

it('RTE-28 a pool is read back from its key as it was, and two keys are never alike', () => {
  fc.assert(fc.property(parts, (one) => expect(readPool(poolKey(one))).toMatchObject({ ...one })));
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      expect(poolKey(one) === poolKey(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
    }),
  );
});

it('RTE-28 keys are as they always were', () => {
  const plain = { channel: null, awaits: null, slots: 1, needs: null, passedBy: [], tried: [] };
  expect([
    poolKey({ ...plain, kind: 'ALL', of: '' }),
    poolKey({ ...plain, kind: 'STATUS', of: 'UNPAID', passedBy: ['b', 'a'] }),
    poolKey({ ...plain, kind: 'CROWD', of: 'vip', channel: 'DOU YIN', passedBy: ['a'] }),
    poolKey({ ...plain, kind: 'GROUP', of: 'g1', slots: 2 }),
    poolKey({ ...plain, kind: 'ALL', of: '', passedBy: ['b'], tried: ['d', 'c'] }),
    poolKey({ ...plain, kind: 'ALL', of: '', awaits: 'a' }),
  ]).toEqual([
    'ALL',
    'UNPAID without a,b',
    'CROWD:vip with channel=DOU%20YIN without a',
    'GROUP:g1 with slots=2',
    'ALL without !c,!d,b',
    'ALL with for=a',
  ]);
  expect(readPool('UNPAID without a,b')).toEqual({
    base: 'UNPAID',
    kind: 'STATUS',
    of: 'UNPAID',
    channel: null,
    awaits: null,
    slots: 1,
    needs: null,
    passedBy: ['a', 'b'],
    tried: [],
  });
});
