import type { ByteReader } from './byte-reader';

type HeaderValue = Buffer | null;

/** A record as the client's consumer expects it. */
export interface FetchedRecord {
  readonly magicByte: number;
  readonly attributes: number;
  readonly timestamp: string;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, HeaderValue | HeaderValue[]>>;
  readonly isControlRecord: boolean;
  readonly batchContext: BatchContext;
}

interface BatchContext {
  readonly firstOffset: string;
  readonly firstTimestamp: string;
  readonly partitionLeaderEpoch: number;
  readonly inTransaction: boolean;
  readonly isControlBatch: boolean;
  readonly lastOffsetDelta: number;
  readonly producerId: string;
  readonly producerEpoch: number;
  readonly firstSequence: number;
  readonly maxTimestamp: string;
  readonly timestampType: number;
  readonly magicByte: number;
}

/** A record set that only the client's own decoder reads: compressed, or of a format before Kafka 0.11. */
export class OtherFormat extends Error {}

const magic = 2;
const compressed = 0x07;
const brokersTime = 0x08;
const transactional = 0x10;
const control = 0x20;
const createTime = 0;
const logAppendTime = 1;

/** First offset and length of a batch, and what of it comes before its records. */
const batchHead = 8 + 4;
const batchFields = 49;

/** All whole batches of a record set: its last one may be cut off anywhere. */
export function readRecordSet(from: ByteReader): FetchedRecord[] {
  const end = from.int32() + from.at;
  const records: FetchedRecord[] = [];
  while (end - from.at >= batchHead + batchFields) {
    const firstOffset = from.int64();
    const batchEnd = from.int32() + from.at;
    if (batchEnd > end) break;
    readBatch(from, firstOffset, records);
    from.at = batchEnd;
  }
  from.at = Math.max(from.at, end);
  return records;
}

function readBatch(from: ByteReader, firstOffset: number, records: FetchedRecord[]): void {
  const partitionLeaderEpoch = from.int32();
  const magicByte = from.int8();
  if (magicByte !== magic) throw new OtherFormat(`Record format ${magicByte}`);
  from.int32(); // The checksum, which the client does not look at either.
  const attributes = from.int16();
  if ((attributes & compressed) !== 0) throw new OtherFormat('Compressed records');
  const lastOffsetDelta = from.int32();
  const [firstTimestamp, maxTimestamp] = [from.int64(), from.int64()];
  const context: BatchContext = {
    firstOffset: String(firstOffset),
    firstTimestamp: String(firstTimestamp),
    partitionLeaderEpoch,
    inTransaction: (attributes & transactional) !== 0,
    isControlBatch: (attributes & control) !== 0,
    lastOffsetDelta,
    producerId: String(from.int64()),
    producerEpoch: from.int16(),
    firstSequence: from.int32(),
    maxTimestamp: String(maxTimestamp),
    timestampType: (attributes & brokersTime) === 0 ? createTime : logAppendTime,
    magicByte,
  };
  const timeOf = (delta: number): string =>
    context.timestampType === logAppendTime ? context.maxTimestamp : String(firstTimestamp + delta);
  const count = from.int32();
  for (let index = 0; index < count; index += 1) records.push(readRecord(from, context, firstOffset, timeOf));
}

function readRecord(from: ByteReader, batchContext: BatchContext, firstOffset: number, timeOf: (delta: number) => string): FetchedRecord {
  from.varint(); // Its length: the fields tell it.
  return {
    magicByte: batchContext.magicByte,
    attributes: from.int8(),
    timestamp: timeOf(from.varlong()),
    offset: String(firstOffset + from.varint()),
    key: from.varBytes(),
    value: from.varBytes(),
    headers: readHeaders(from),
    isControlRecord: batchContext.isControlBatch,
    batchContext,
  };
}

/** A name that comes again holds all its values, in order. */
function readHeaders(from: ByteReader): FetchedRecord['headers'] {
  const headers: Record<string, HeaderValue | HeaderValue[]> = {};
  const count = from.varint();
  for (let index = 0; index < count; index += 1) {
    const [name, value] = [from.varText(), from.varBytes()];
    const before = headers[name];
    headers[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
  }
  return headers;
}
