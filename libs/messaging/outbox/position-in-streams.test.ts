import fc from 'fast-check';
import { positionInStreams } from './position-in-streams';

it('each item learns how many of its stream and shop follow it', () => {
  const item = (stream: string, shopId: string) => ({ stream, shopId });
  const { positioned, totals } = positionInStreams([item('a', '1'), item('b', '1'), item('a', '1'), item('a', '2')]);
  expect(positioned.map(({ behind }) => behind)).toEqual([1, 0, 0, 0]);
  expect(totals).toEqual([
    { stream: 'a', shopId: '1', count: 2 },
    { stream: 'b', shopId: '1', count: 1 },
    { stream: 'a', shopId: '2', count: 1 },
  ]);
});

it('a counter moved on by the total numbers a stream without holes and in order', () => {
  const items = fc.array(fc.record({ stream: fc.constantFrom('a', 'b'), shopId: fc.constantFrom('1', '2', '3') }));
  fc.assert(
    fc.property(items, fc.nat(1_000), (rows, before) => {
      const { positioned, totals } = positionInStreams(rows);
      for (const { stream, shopId, count } of totals) {
        const mine = positioned.filter(({ item }) => item.stream === stream && item.shopId === shopId);
        expect(mine.map(({ behind }) => before + count - behind)).toEqual(mine.map((_, index) => before + 1 + index));
      }
      expect(positioned.map(({ item }) => item)).toEqual(rows);
    }),
  );
});
