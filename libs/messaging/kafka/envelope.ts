import { instantText } from '#libs/platform/instant-text';
import { deadTopic, topics, type ReceivedEvent, type Topic } from '#libs/contracts/index';
import { isId } from '#libs/platform/process/ids';

/** An outbox row on its way to Kafka. `stream` is a topic or a topic's dead twin; `value` is JSON text, never parsed again on the way. */
export interface OutboxRow {
  readonly stream: string;
  readonly shopId: string;
  readonly incarnation: number;
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly occurredAt: Date;
  readonly traceparent: string | null;
  readonly value: string;
}

export interface WireMessage {
  readonly key: string;
  readonly value: string;
  readonly headers: Record<string, string>;
}

type WireHeaders = Readonly<Record<string, Buffer | string | (Buffer | string)[] | undefined>>;

const streams: ReadonlySet<string> = new Set(topics);
const deadStreams: ReadonlySet<string> = new Set(topics.map(deadTopic));

/**
 * CloudEvents 1.0, Kafka binding, binary mode; the key is the shop, so that a shop's events keep their order. Dead letters bear no number: several
 * services write them, each with numbers of its own, and the event's own position stands in the value.
 */
export function toWire(service: string, row: OutboxRow): WireMessage {
  const headers: Record<string, string> = {
    ce_specversion: '1.0',
    ce_id: row.id,
    ce_source: `/services/${service}`,
    ce_type: `${row.stream}.${row.type}`,
    ce_time: instantText(row.occurredAt),
    ce_subject: row.subject,
    ce_dataschema: `urn:jiedai:${row.stream}.${row.type}:1`,
    ce_partitionkey: row.shopId,
    'content-type': 'application/json',
  };
  if (!deadStreams.has(row.stream)) Object.assign(headers, { sequence: String(row.seq), incarnation: String(row.incarnation) });
  if (row.traceparent !== null) headers['traceparent'] = row.traceparent;
  return { key: row.shopId, value: row.value, headers };
}

/** A record as read, or the reason why it is none of ours. */
export type Decoded = { readonly event: ReceivedEvent & { readonly text: string } } | { readonly problem: string };

const largestIncarnation = 2 ** 31 - 1;

/**
 * Reads a record of `topic`. The value may be broken JSON: then `value` is undefined and the text is kept for whoever mends it.
 * Without a sound id, shop and position in its stream nothing can be kept of it: it is none of ours.
 */
export function fromWire(topic: string, key: Buffer | null, value: Buffer | null, wire: WireHeaders): Decoded {
  const header = (name: string): string | undefined => storable(wire[name]?.toString());
  const [id, shopId, type] = [header('ce_id') ?? '', key?.toString() ?? '', header('ce_type') ?? ''];
  const [sequence, incarnation] = [Number(header('sequence')), Number(header('incarnation') ?? 1)];
  if (!streams.has(topic)) return { problem: `${topic} is no topic of ours` };
  if (!isId(id) || !isId(shopId)) return { problem: 'its id or its key is no id of ours' };
  if (!type.startsWith(`${topic}.`)) return { problem: 'its type is of another topic' };
  if (!isCount(sequence, Number.MAX_SAFE_INTEGER) || !isCount(incarnation, largestIncarnation))
    return { problem: 'it has no position in its stream' };
  const text = storable(value?.toString()) ?? '';
  const parsed = parseJson(text);
  if (shopOf(parsed) !== undefined && shopOf(parsed) !== shopId) return { problem: 'its value is of another shop than its key' };
  return {
    event: {
      id,
      topic: topic as Topic,
      type: type.slice(topic.length + 1),
      shopId,
      subject: header('ce_subject') ?? shopId,
      incarnation,
      sequence,
      traceparent: header('traceparent') ?? null,
      value: parsed,
      text,
    },
  };
}

const isCount = (value: number, largest: number): boolean => Number.isSafeInteger(value) && value >= 1 && value <= largest;

/** PostgreSQL's text cannot hold a zero character; sound JSON never has one. */
const storable = (text: string | undefined): string | undefined => text?.replaceAll('\u0000', '\uFFFD');

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const shopOf = (value: unknown): unknown => (value as { shopId?: unknown } | null | undefined)?.shopId;
