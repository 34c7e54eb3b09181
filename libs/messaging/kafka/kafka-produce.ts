import crc32C from 'kafkajs/src/protocol/recordBatch/crc32C';
import { ByteWriter } from './byte-writer';

/** What the client asks its protocol layer to publish, as far as this service's own messages go (WireMessage). */
export interface ProduceRequest {
  readonly acks: number;
  readonly timeout: number;
  readonly compression: number;
  readonly transactionalId?: string | null | undefined;
  /** A 64-bit number, whatever the client keeps it in. */
  readonly producerId: { toString(): string };
  readonly producerEpoch: number;
  readonly topicData: readonly { readonly topic: string; readonly partitions: readonly PartitionRecords[] }[];
}

interface PartitionRecords {
  readonly partition: number;
  readonly firstSequence: number;
  readonly messages: readonly RawMessage[];
}

interface RawMessage {
  readonly key?: unknown;
  readonly value: unknown;
  readonly timestamp?: unknown;
  readonly headers?: unknown;
}

interface TextMessage {
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

const magic = 2;
/** Bytes of a record batch before the part that its checksum covers. */
const beforeChecked = 8 + 4 + 4 + 1 + 4;
const expectedRecordBytes = 2_048;

/** Whether a request holds nothing but what `encodeProduce` writes: text with a key and text headers, uncompressed, outside of transactions. */
export const isPlain = ({ compression, transactionalId, topicData }: ProduceRequest): boolean =>
  compression === 0 &&
  (transactionalId ?? null) === null &&
  topicData.every(({ partitions }) => partitions.every(({ messages }) => messages.every(isText)));

function isText({ key, value, timestamp, headers }: RawMessage): boolean {
  if (typeof key !== 'string' || typeof value !== 'string' || (timestamp ?? null) !== null) return false;
  if (typeof headers !== 'object' || headers === null) return false;
  for (const name in headers) if (typeof (headers as Record<string, unknown>)[name] !== 'string') return false;
  return true;
}

/** The body of a produce request, versions 3 to 7, with one record batch (format 2) per partition. `now` is the time of its records, in ms. */
export function encodeProduce(request: ProduceRequest, now: number): Buffer {
  const { acks, timeout, topicData } = request;
  const records = topicData.reduce((sum, { partitions }) => sum + partitions.reduce((more, { messages }) => more + messages.length, 0), 1);
  const out = new ByteWriter(records * expectedRecordBytes);
  out.text(null);
  out.int16(acks);
  out.int32(timeout);
  out.int32(topicData.length);
  for (const { topic, partitions } of topicData) {
    out.text(topic);
    out.int32(partitions.length);
    for (const records of partitions) writePartition(out, request, records, now);
  }
  return out.written();
}

function writePartition(out: ByteWriter, { producerId, producerEpoch }: ProduceRequest, records: PartitionRecords, now: number): void {
  const { partition, firstSequence } = records;
  const messages = records.messages as readonly TextMessage[];
  out.int32(partition);
  const recordSet = out.gap();
  const batch = out.size();
  out.int64(0); // First offset: the broker's business.
  const length = out.gap();
  out.int32(0); // Leader epoch: the broker's business.
  out.int8(magic);
  const checksum = out.gap();
  out.int16(0); // No compression, client's timestamps, no transaction.
  out.int32(messages.length - 1);
  out.int64(now);
  out.int64(now);
  out.int64(Number(producerId.toString()));
  out.int16(producerEpoch);
  out.int32(firstSequence);
  out.int32(messages.length);
  messages.forEach((message, index) => out.sized(() => writeRecord(out, message, index)));
  out.fill(recordSet, out.size() - batch);
  out.fill(length, out.size() - length - 4);
  out.fill(checksum, crc32C(out.written(batch + beforeChecked)));
}

function writeRecord(out: ByteWriter, { key, value, headers }: TextMessage, index: number): void {
  out.int8(0); // Attributes: none exist.
  out.varint(0); // Milliseconds after the batch's time.
  out.varint(index);
  out.varText(key);
  out.varText(value);
  const names = Object.keys(headers);
  out.varint(names.length);
  for (const name of names) {
    out.varText(name);
    out.varText(headers[name]!);
  }
}
