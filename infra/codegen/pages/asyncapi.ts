import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '#libs/contracts/catalogue';
import { factRetentionMs, snapshotTopics, topicOwners, topics, type Topic } from '#libs/contracts/topics';
import { partnerGroups } from '#infra/kafka/access-rules';
import { repoRoot } from '#libs/platform/process/repo-root';
import { eventMeanings } from './event-meanings';

type Node = Readonly<Record<string, unknown>>;

/** Topic → event type → schema and meaning, as a list. */
export const eventTypes = topics.flatMap((topic) =>
  Object.entries(catalogue[topic] as Readonly<Record<string, object>>).map(([type, schema]) => ({
    topic,
    type,
    name: `${topic}.${type}`,
    schema,
    means: (eventMeanings[topic].types as Readonly<Record<string, string>>)[type]!,
  })),
);

/** A record's headers: CloudEvents 1.0, binary mode, and the place in the stream. */
export const eventHeaders = {
  ce_specversion: { type: 'string', const: '1.0', description: 'The version of CloudEvents.' },
  ce_id: { type: 'string', description: 'The event’s own id.' },
  ce_source: { type: 'string', description: 'The service that wrote it.' },
  ce_type: { type: 'string', description: 'The topic and the type, with a point between.' },
  ce_time: { type: 'string', format: 'date-time', description: 'When it happened, by the business clock.' },
  ce_subject: { type: 'string', description: 'The id of what it is about: a session, an account, a shop.' },
  ce_dataschema: { type: 'string', description: 'The name of the value’s schema.' },
  ce_partitionkey: { type: 'string', description: 'The shop’s id, as the key.' },
  'content-type': { type: 'string', const: 'application/json', description: 'What the value is.' },
  sequence: {
    type: 'string',
    pattern: '^[1-9][0-9]*$',
    description: 'The number in the topic and shop, without gaps. The same number twice is the same event.',
  },
  incarnation: {
    type: 'string',
    pattern: '^[1-9][0-9]*$',
    description: 'Rises when the numbers begin anew, after a database was restored.',
  },
  traceparent: { type: 'string', description: 'The W3C trace it belongs to; may be missing.' },
} as const;

/** All events as an AsyncAPI 3.0 document. */
export function asyncApi(): Node {
  const { version } = JSON.parse(readFileSync(join(repoRoot(), 'package.json'), 'utf8')) as { version: string };
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Jiedai events',
      version,
      description:
        'What happens in shops, as CloudEvents 1.0 on Kafka. Readers pass over types and fields they do not know, and take any text where values are listed. What a buyer wrote and buyers’ names are never in an event.',
    },
    defaultContentType: 'application/json',
    servers: {
      jiedai: {
        host: '127.0.0.1:9092',
        protocol: 'kafka',
        description: `The embedded broker. Partners read in consumer groups whose names begin with "${partnerGroups}".`,
        security: [{ $ref: '#/components/securitySchemes/partner' }],
      },
    },
    channels: Object.fromEntries(topics.map((topic) => [topic, channelOf(topic)])),
    operations: Object.fromEntries(topics.filter((topic) => typesOf(topic).length > 0).map((topic) => [topic, operationOf(topic)])),
    components: {
      messages: Object.fromEntries(eventTypes.map((each) => [each.name, messageOf(each)])),
      schemas: {
        headers: { type: 'object', properties: eventHeaders, required: Object.keys(eventHeaders).filter((name) => name !== 'traceparent') },
        ...Object.fromEntries(eventTypes.map(({ name, schema }) => [name, openly(schema)])),
      },
      securitySchemes: { partner: { type: 'scramSha256', description: 'The user `partner`; its password is in run.json of the home.' } },
    },
  };
}

const typesOf = (topic: Topic) => eventTypes.filter((each) => each.topic === topic);

const channelOf = (topic: Topic): Node => ({
  address: topic,
  description: eventMeanings[topic].tells,
  messages: Object.fromEntries(typesOf(topic).map(({ type, name }) => [type, { $ref: `#/components/messages/${name}` }])),
  bindings: {
    kafka: {
      topic,
      topicConfiguration: { 'cleanup.policy': ['delete'], 'retention.ms': snapshotTopics.has(topic) ? -1 : factRetentionMs },
      bindingVersion: '0.5.0',
    },
  },
});

const operationOf = (topic: Topic): Node => ({
  action: 'send',
  channel: { $ref: `#/channels/${topic}` },
  summary: `The service ${topicOwners[topic]} writes it, and nobody else may.`,
  messages: typesOf(topic).map(({ type }) => ({ $ref: `#/channels/${topic}/messages/${type}` })),
});

const messageOf = ({ name, means }: (typeof eventTypes)[number]): Node => ({
  name,
  summary: means,
  headers: { $ref: '#/components/schemas/headers' },
  payload: { $ref: `#/components/schemas/${name}` },
  bindings: { kafka: { key: { type: 'string', description: 'The shop’s id.' }, bindingVersion: '0.5.0' } },
});

/** A schema of ours in plain JSON Schema: the values of an open enum are examples, since a newer writer may have others. */
function openly(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(openly);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => (key === 'known' ? ['examples', value] : ([key, openly(value)] as const))),
  );
}
