import Ajv from 'ajv';
import { catalogue } from '#libs/contracts/catalogue';
import { createSchemaCompiler } from '#libs/contracts/validate';
import { topics } from '#libs/contracts/topics';
import { toWire } from '#libs/messaging/kafka/envelope';
import { asyncApi, eventHeaders, eventTypes } from './asyncapi';
import { yamlText } from './yaml-text';

const { parse } = require('yaml') as { parse: (text: string) => unknown };
const official = require('@asyncapi/specs/schemas/3.0.0-without-$id.json') as object;

interface Document {
  readonly channels: Readonly<Record<string, { readonly messages: object }>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

const document = parse(yamlText(asyncApi())) as Document;
const valid = new Ajv({
  strict: false,
  logger: false,
  allErrors: true,
  formats: { uri: true, 'uri-reference': true, email: true, regex: true },
}).compile(official);

describe('the AsyncAPI document', () => {
  it('is a valid one of version 3.0', () => {
    valid(document);
    expect(valid.errors ?? []).toEqual([]);
  });

  it('would not be valid with a word that AsyncAPI does not know', () => {
    expect(valid({ ...document, streams: {} })).toBe(false);
    expect(valid({ ...document, operations: { closed: { action: 'shout', channel: { $ref: '#/channels/session-closed' } } } })).toBe(false);
  });

  it('refers to nothing that is not there', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path!);
    expect(references.length).toBeGreaterThan(30);
    const missing = references.filter(
      (path) =>
        path.split('/').reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document) === undefined,
    );
    expect(missing).toEqual([]);
  });

  it('has every topic and every type of event, with the schema of the contracts', () => {
    expect(Object.keys(document.channels)).toEqual([...topics]);
    for (const topic of topics) expect(Object.keys(document.channels[topic]!.messages)).toEqual(Object.keys(catalogue[topic]));
    const compiler = createSchemaCompiler();
    for (const { name } of eventTypes) expect(compiler.compile(document.components.schemas[name]!)({})).toBe(false);
  });

  it('names the headers that are written, and no others', () => {
    const row = { stream: 'session-ended', type: 'ended', shopId: 's', subject: 'x', id: 'e', traceparent: '00-a-b-01', value: '{}' };
    const { headers } = toWire('session', { ...row, incarnation: 1, seq: 1, occurredAt: new Date(0) });
    expect(Object.keys(headers).sort()).toEqual(Object.keys(eventHeaders).sort());
  });
});

it('YAML text says what was given, whatever it is', () => {
  const values = { a: [], b: {}, c: [[1, [2]], { d: 'x: "y"\n- z', 'e f': null }], 'g.h': [{ i: { j: [true] } }], k: -1, l: 'no', m: '’#' };
  expect(parse(yamlText(values))).toEqual(values);
});
