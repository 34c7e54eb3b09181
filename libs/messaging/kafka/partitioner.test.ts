import { pinnedPartitioner } from './partitioner';

const partitions = (count: number) =>
  Array.from({ length: count }, (_, partitionId) => ({ partitionId, partitionErrorCode: 0, leader: 1, replicas: [1], isr: [1] }));

/* Computed once with Kafka's own murmur2; a difference would move every shop to another partition. */
it.each([
  ['01900000-0000-7000-8000-000000000001', 6, 4],
  ['01900000-0000-7000-8000-000000000001', 24, 4],
  ['0199aabb-ccdd-7eef-8011-223344556677', 6, 1],
  ['0199aabb-ccdd-7eef-8011-223344556677', 24, 13],
  ['jiedai', 6, 4],
  ['jiedai', 24, 16],
])('golden: %s of %i partitions', (key, count, expected) => {
  expect(pinnedPartitioner()({ topic: 't', partitionMetadata: partitions(count), message: { key, value: '' } })).toBe(expected);
});
