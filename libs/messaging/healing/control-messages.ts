import { z } from 'zod';
import { askedTopic, headsTopic, topicOwners, topics, type Topic, type TopicOwner } from '#libs/contracts/index';
import type { WireMessage } from '../kafka/envelope';

const count = z.number().int().nonnegative().safe();
const stream = z.enum(topics);

/** The latest number an owner has given in a stream of a shop. */
const head = z.object({ stream, incarnation: count, seq: count });
export type Head = z.infer<typeof head>;

const heads = z.object({ shopId: z.uuid(), heads: z.array(head) });
/** What an owner says of a shop's streams. */
export type Heads = z.infer<typeof heads>;

const ask = z.object({ shopId: z.uuid(), stream, from: count.min(1), incarnation: count.min(1), consumer: z.string() });
/** A reader's request that a stream be published again from a number on, or that its owner say what its present incarnation is. */
export type Ask = z.infer<typeof ask>;

const record = (value: { readonly shopId: string }): WireMessage => ({
  key: value.shopId,
  value: JSON.stringify(value),
  headers: { 'content-type': 'application/json' },
});

export const headsBatch = (owner: TopicOwner, told: readonly Heads[]): Map<string, WireMessage[]> =>
  new Map([[headsTopic(owner), told.map(record)]]);

export const asksBatch = (asks: readonly Ask[]): Map<string, WireMessage[]> => new Map([[askedTopic, asks.map(record)]]);

/** What an owner says, of its own streams only; undefined for a record that is none of ours. */
export function readHeads(owner: TopicOwner, key: Buffer | null, value: Buffer | null): Heads | undefined {
  const told = parse(heads, key, value);
  return told && { ...told, heads: told.heads.filter((each) => topicOwners[each.stream] === owner) };
}

export const readAsk = (key: Buffer | null, value: Buffer | null): Ask | undefined => parse(ask, key, value);

function parse<T extends { readonly shopId: string }>(schema: z.ZodType<T>, key: Buffer | null, value: Buffer | null): T | undefined {
  try {
    const { data } = schema.safeParse(JSON.parse(value?.toString() ?? ''));
    return data?.shopId === key?.toString() ? data : undefined;
  } catch {
    return undefined;
  }
}

/** The owners of these topics. */
export const ownersOf = (consumed: readonly Topic[]): TopicOwner[] => [...new Set(consumed.map((topic) => topicOwners[topic]))];

/** Whether a service owns streams of its own, and so is asked for them. */
export const isOwner = (service: string): service is TopicOwner => (Object.values(topicOwners) as string[]).includes(service);
