import { ByteWriter } from './byte-writer';
import { ByteReader } from './byte-reader';
import { readRecordSet, type FetchedRecord } from './kafka-records';

/** What the client asks its protocol layer to fetch. */
export interface FetchRequest {
  readonly maxWaitTime: number;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly isolationLevel?: number;
  readonly rackId?: string;
  readonly topics: readonly {
    readonly topic: string;
    readonly partitions: readonly { readonly partition: number; readonly fetchOffset: string; readonly maxBytes: number }[];
  }[];
}

const anyClient = -1;
const readCommitted = 1;
const noSession = { id: 0, epoch: -1 };
const bytesPerPartition = 64;

/** The body of a fetch request, version 11. */
export function encodeFetch(request: FetchRequest): Buffer {
  const { topics } = request;
  const out = new ByteWriter(topics.length * 2 * bytesPerPartition + 256);
  out.int32(anyClient);
  out.int32(request.maxWaitTime);
  out.int32(request.minBytes);
  out.int32(request.maxBytes);
  out.int8(request.isolationLevel ?? readCommitted);
  out.int32(noSession.id);
  out.int32(noSession.epoch);
  out.int32(topics.length);
  for (const { topic, partitions } of topics) {
    out.text(topic);
    out.int32(partitions.length);
    for (const { partition, fetchOffset, maxBytes } of partitions) {
      out.int32(partition);
      out.int32(-1); // Leader epoch: not known.
      out.int64(Number(fetchOffset));
      out.int64(-1); // Log start: a follower's business.
      out.int32(maxBytes);
    }
  }
  out.int32(0); // Topics to forget: only in sessions.
  out.text(request.rackId ?? '');
  return out.written();
}

export interface FetchedPartition {
  readonly partition: number;
  readonly errorCode: number;
  readonly highWatermark: string;
  readonly lastStableOffset: string;
  readonly lastStartOffset: string;
  readonly abortedTransactions: readonly { readonly producerId: string; readonly firstOffset: string }[];
  readonly preferredReadReplica: number;
  readonly messages: FetchedRecord[];
}

export interface FetchResponse {
  readonly throttleTime: number;
  readonly clientSideThrottleTime: number;
  readonly errorCode: number;
  readonly sessionId: number;
  readonly responses: readonly { readonly topicName: string; readonly partitions: readonly FetchedPartition[] }[];
}

/** Reads the body of a fetch response, version 11. Throws `OtherFormat` for records that are not uncompressed record batches. */
export function decodeFetch(body: Buffer): FetchResponse {
  const from = new ByteReader(body);
  const clientSideThrottleTime = from.int32();
  const errorCode = from.int16();
  const sessionId = from.int32();
  const responses = from.array(() => ({ topicName: from.text(), partitions: from.array(() => readPartition(from)) }));
  return { throttleTime: 0, clientSideThrottleTime, errorCode, sessionId, responses };
}

const readPartition = (from: ByteReader): FetchedPartition => ({
  partition: from.int32(),
  errorCode: from.int16(),
  highWatermark: String(from.int64()),
  lastStableOffset: String(from.int64()),
  lastStartOffset: String(from.int64()),
  abortedTransactions: from.array(() => ({ producerId: String(from.int64()), firstOffset: String(from.int64()) })),
  preferredReadReplica: from.int32(),
  messages: readRecordSet(from),
});

/** Drops partitions that say nothing: a fetch names all, and the client spends as much on one without records as on one with. */
export const withoutEmpty = ({ responses, ...rest }: FetchResponse): FetchResponse => ({
  ...rest,
  responses: responses
    .map(({ topicName, partitions }) => ({ topicName, partitions: partitions.filter(saysSomething) }))
    .filter(({ partitions }) => partitions.length > 0),
});

const saysSomething = ({ messages, errorCode, preferredReadReplica }: FetchedPartition): boolean =>
  messages.length > 0 || errorCode !== 0 || preferredReadReplica !== -1;
