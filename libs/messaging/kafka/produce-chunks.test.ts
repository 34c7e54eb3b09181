import fc from 'fast-check';
import type { OutboxRow } from './envelope';
import { chunksOf, rowsPerProduce } from './produce-chunks';

const row = (seq: number, bytes: number): OutboxRow => ({
  stream: 'session-started',
  shopId: '01900000-0000-7000-8000-000000000001',
  incarnation: 1,
  seq,
  id: '0199aabb-ccdd-7eef-8011-223344556677',
  type: 'started',
  subject: 's',
  occurredAt: new Date(0),
  traceparent: null,
  value: 'x'.repeat(bytes),
});

it('no chunk is more than the broker takes for one partition, and none is lost or moved', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 2, max: 500_000 }), { maxLength: 20 }), (sizes) => {
      const rows = sizes.map((bytes, index) => row(index, bytes));
      const chunks = [...chunksOf(rows)];
      expect(chunks.flat()).toEqual(rows);
      for (const chunk of chunks) expect(chunk.reduce((sum, { value }) => sum + value.length + 700, 0)).toBeLessThan(1_000_000);
    }),
    { numRuns: 30 },
  );
});

it('small rows go a thousand at once', () => {
  const rows = Array.from({ length: 1_500 }, (_, index) => row(index, 10));
  expect([...chunksOf(rows)].map((chunk) => chunk.length)).toEqual([rowsPerProduce, 500]);
});
