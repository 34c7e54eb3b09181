import fc from 'fast-check';
import { mergeDeliveries, type Delivery } from './delivery';

const report = (more: Partial<Delivery> = {}): Delivery => ({
  ...{ messageId: 'm1', sessionId: 's1', ordinal: 2, shopId: 'S', state: 'ACCEPTED', reason: null, channelMessageId: null },
  at: new Date('2026-03-02T02:00:00.000Z'),
  ...more,
});
const later = new Date('2026-03-02T02:00:01.000Z');

test('INV-3 a report that comes twice changes nothing the second time', () => {
  const known = new Map([['m1', report()]]);
  expect(mergeDeliveries(known, [report(), report()])).toEqual([]);
});

test('the latest report counts, and of two at one instant that it was accepted', () => {
  expect(mergeDeliveries(new Map(), [report({ state: 'FAILED', at: later, reason: 'blocked' }), report()])).toMatchObject([
    { state: 'FAILED', reason: 'blocked' },
  ]);
  expect(mergeDeliveries(new Map(), [report({ state: 'FAILED', reason: 'blocked' }), report()])).toMatchObject([{ state: 'ACCEPTED' }]);
});

test('INV-5 reports in any order and any number come to the same', () => {
  const anyReport = fc.record({
    state: fc.constantFrom('ACCEPTED' as const, 'FAILED' as const),
    at: fc.constantFrom(report().at, later),
    reason: fc.constantFrom(null, 'a', 'b'),
    channelMessageId: fc.constantFrom(null, 'c1', 'c2'),
  });
  const inTurn = (reports: readonly Delivery[]): Delivery | undefined => {
    const known = new Map<string, Delivery>();
    for (const each of reports) for (const merged of mergeDeliveries(known, [each])) known.set(merged.messageId, merged);
    return known.get('m1');
  };
  fc.assert(
    fc.property(fc.array(anyReport, { minLength: 1, maxLength: 6 }), (parts) => {
      const reports = parts.map((part) => report(part));
      expect(inTurn([...reports, ...reports].reverse())).toEqual(inTurn(reports));
      expect(mergeDeliveries(new Map(), reports)).toEqual([inTurn(reports)]);
    }),
  );
});
