import { deadTopic, topics, type ReceivedEvent, type Topic } from '#libs/contracts/index';

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

const streams: ReadonlySet<string> = new Set(topics.flatMap((topic) => [topic, deadTopic(topic)]));

/** CloudEvents 1.0, Kafka binding, binary mode; the key is the shop, so that a shop's events keep their order (architecture §4 rule 7). */
export function toWire(service: string, row: OutboxRow): WireMessage {
  const headers: Record<string, string> = {
    ce_specversion: '1.0',
    ce_id: row.id,
    ce_source: `/services/${service}`,
    ce_type: `${row.stream}.${row.type}`,
    ce_time: row.occurredAt.toISOString(),
    ce_subject: row.subject,
    ce_dataschema: `urn:jiedai:${row.stream}.${row.type}:1`,
    ce_partitionkey: row.shopId,
    'content-type': 'application/json',
    sequence: String(row.seq),
    incarnation: String(row.incarnation),
  };
  if (row.traceparent !== null) headers['traceparent'] = row.traceparent;
  return { key: row.shopId, value: row.value, headers };
}

/** A record as read, or the reason why it is none of ours. */
export type Decoded = { readonly event: ReceivedEvent & { readonly text: string } } | { readonly problem: string };

/** Reads a record of `topic`. The value may be broken JSON: then `value` is undefined and the text is kept for whoever mends it. */
export function fromWire(topic: string, key: Buffer | null, value: Buffer | null, wire: WireHeaders): Decoded {
  const header = (name: string): string | undefined => wire[name]?.toString();
  const [id, shopId, type] = [header('ce_id'), key?.toString(), header('ce_type')];
  const [sequence, incarnation] = [Number(header('sequence')), Number(header('incarnation') ?? 1)];
  if (!streams.has(topic)) return { problem: `${topic} is no topic of ours` };
  if (!id || !shopId || !type?.startsWith(`${topic}.`) || !Number.isSafeInteger(sequence) || sequence < 1)
    return { problem: 'the envelope is incomplete' };
  const text = value?.toString() ?? '';
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
      value: parseJson(text),
      text,
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
