import { factRetentionMs, snapshotTopics, topicOwners, topics } from '#libs/contracts/topics';
import { eventHeaders, eventTypes } from './asyncapi';
import { eventMeanings } from './event-meanings';
import { code, pageOf, tableOf } from './markdown';

interface Schema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly known?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** The events for people to read; asyncapi.yaml says the same to programs. */
export function eventsPage(): string {
  const kept = (topic: (typeof topics)[number]): string =>
    snapshotTopics.has(topic) ? 'for ever' : `${factRetentionMs / 86_400_000} days`;
  return pageOf(
    'Events',
    'The same for programs: [asyncapi.yaml](asyncapi.yaml) (AsyncAPI 3.0). The key of a record is the id of its shop, so a shop’s events keep their order; all values are JSON.',
    tableOf(
      ['topic', 'tells', 'written by', 'kept'],
      topics.map((topic) => [code(topic), eventMeanings[topic].tells, code(topicOwners[topic]), kept(topic)]),
    ),
    '## Headers',
    tableOf(
      ['header', 'what'],
      Object.entries(eventHeaders).map(([name, { description }]) => [code(name), description]),
    ),
    ...eventTypes.flatMap(({ name, means, schema }) => [`## ${name}`, means, tableOf(['field', 'type'], fieldsOf('', schema))]),
  );
}

function fieldsOf(prefix: string, { properties = {}, required = [] }: Schema): string[][] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const path = `${prefix}${name}`;
    const inner = schema.items ?? schema;
    return [
      [code(path), `${typeOf(schema)}${required.includes(name) ? '' : '; may be missing'}`],
      ...fieldsOf(`${path}${schema.items ? '[]' : ''}.`, inner),
    ];
  });
}

function typeOf({ type, format, known, items }: Schema): string {
  if (items) return `list of ${typeOf(items)}`;
  const base =
    format ??
    [type ?? 'any']
      .flat()
      .filter((each) => each !== 'null')
      .join(' or ');
  const nullable = Array.isArray(type) && type.includes('null') ? ' or null' : '';
  return `${base}${nullable}${known ? `: ${known.map(code).join(', ')}` : ''}`;
}
