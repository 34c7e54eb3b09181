import { createHash, randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

/** Source of new ids: UUIDv7, so that primary keys grow to the right. Injected as `deps.newId`. */
export type NewId = () => string;

export const newId: NewId = () => {
  const random = nextRandom();
  const now = Date.now();
  // Ids of one millisecond are counted up from a random number, so that they are in order too.
  sequence = now > msecs ? random.readUInt32BE() >>> 1 : sequence + 1;
  msecs = Math.max(now, msecs);
  return v7({ random, msecs, seq: sequence });
};

const bytesPerId = 16;
const pool = Buffer.alloc(256 * bytesPerId);
let used = pool.length;
let msecs = 0;
let sequence = 0;

/** Asking the system for random bytes costs the same for 4 KiB as for one id. */
function nextRandom(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytesPerId;
  return pool.subarray(used - bytesPerId, used);
}

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a client's opaque id could be one of ours; everything else is unknown without asking the database. */
export const isId = (value: string): boolean => pattern.test(value);

/** The same id for the same parts, everywhere and always (UUID version 8): a buyer needs no look-up to be named. */
export function derivedId(...parts: readonly string[]): string {
  const hash = createHash('sha256').update(parts.join('\u0000')).digest();
  hash[6] = (hash[6]! & 0x0f) | 0x80;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
