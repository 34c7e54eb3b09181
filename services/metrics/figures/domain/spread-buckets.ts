import { DDSketch } from '@datadog/sketches-js';

/** A percentile read from buckets is off by no more than this share of itself. */
export const spreadError = 0.01;

const { mapping } = new DDSketch({ relativeAccuracy: spreadError });

/** The bucket of a duration in milliseconds; 0 and less have one of their own. Counts of buckets can be added and taken away, in any order. */
export const spreadBucket = (ms: number): number => (ms < 1 ? -1 : mapping.key(ms));

/** The duration a bucket stands for, in whole milliseconds. */
export const bucketMs = (bucket: number): number => (bucket < 0 ? 0 : Math.round(mapping.value(bucket)));

/** The duration that a share of all lies at or below, 0 < share ≤ 1, by nearest rank; null where nothing was counted. */
export function percentile(buckets: readonly { readonly bucket: number; readonly count: number }[], share: number): number | null {
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const rank = Math.ceil(total * share);
  let seen = 0;
  for (const { bucket, count } of [...buckets].sort((a, b) => a.bucket - b.bucket)) {
    seen += count;
    if (seen >= rank) return bucketMs(bucket);
  }
  return null;
}
