import { toWire, type OutboxRow, type WireMessage } from './envelope';

export const rowsPerProduce = 1_000;
/** A partition's share of a request may not exceed the broker's 1 MiB (`message.max.bytes`), and all rows may be of one partition. */
const bytesPerProduce = 900_000;
const envelopeBytes = 700;

/** Cuts rows, in order, into what one request may carry. */
export function* chunksOf(rows: readonly OutboxRow[]): Generator<readonly OutboxRow[]> {
  let chunk: OutboxRow[] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = Buffer.byteLength(row.value) + envelopeBytes;
    if (chunk.length === rowsPerProduce || (chunk.length > 0 && bytes + size > bytesPerProduce)) {
      yield chunk;
      [chunk, bytes] = [[], 0];
    }
    chunk.push(row);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}

/** The records of a chunk by topic. */
export function batchesOf(service: string, rows: readonly OutboxRow[]): Map<string, WireMessage[]> {
  const batches = new Map<string, WireMessage[]>();
  for (const row of rows) {
    const batch = batches.get(row.stream) ?? [];
    batch.push(toWire(service, row));
    batches.set(row.stream, batch);
  }
  return batches;
}
