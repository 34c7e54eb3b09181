import { oneOf } from './one-of';
import { schemaBreaks, type SchemaNode, type Schemas } from './schema-breaks';

const actor = {
  type: 'object',
  properties: { kind: oneOf('BUYER', 'AGENT'), tags: { type: 'array', items: oneOf('A') } },
  required: ['kind'],
};
const ended = { type: 'object', properties: { id: { type: 'string' }, note: { type: 'string' }, actor }, required: ['id'] };
const schemas = (type: SchemaNode): Schemas => ({ 'session-ended': { ended: type } });
const breaks = (now: SchemaNode): string[] => schemaBreaks(schemas(ended), schemas(now));

describe('event schemas change by optional fields and further values only (ADR 16)', () => {
  it('accepts the same, a new optional field and a new type', () => {
    expect(breaks(ended)).toEqual([]);
    expect(breaks({ ...ended, properties: { ...ended.properties, device: { type: 'string' } } })).toEqual([]);
    expect(schemaBreaks(schemas(ended), { 'session-ended': { ended, rated: ended }, 'order-changed': { created: ended } })).toEqual([]);
  });

  it('refuses a type or field that is gone', () => {
    expect(schemaBreaks(schemas(ended), { 'session-ended': {} })).toEqual(['session-ended.ended is gone']);
    expect(breaks({ ...ended, properties: { id: { type: 'string' }, actor } })).toEqual(['session-ended.ended.note is gone']);
  });

  it('refuses a field that becomes required, or is new and required', () => {
    expect(breaks({ ...ended, required: ['id', 'note'] })).toEqual(['session-ended.ended.note has become required']);
    expect(breaks({ ...ended, properties: { ...ended.properties, x: {} }, required: ['id', 'x'] })).toEqual([
      'session-ended.ended.x has become required',
    ]);
    expect(breaks({ ...ended, required: [] })).toEqual(['session-ended.ended.id is no longer required']);
  });

  const withKind = (kind: object, tags: object = actor.properties.tags) => ({
    ...ended,
    properties: { ...ended.properties, actor: { ...actor, properties: { kind, tags } } },
  });

  it('accepts a further value of an open enum, in a list too, and refuses that one goes or that the enum closes', () => {
    const [kind, tags] = [oneOf('BUYER', 'AGENT', 'BOT'), { type: 'array', items: oneOf('A', 'B') }];
    expect(breaks(withKind(kind, tags))).toEqual([]);
    expect(breaks(withKind(oneOf('BUYER', 'BOT')))).toEqual(['session-ended.ended.actor.kind no longer lists AGENT']);
    expect(breaks(withKind(oneOf('BUYER', 'AGENT'), { type: 'array', items: oneOf('B') }))).toEqual([
      'session-ended.ended.actor.tags[] no longer lists A',
    ]);
    expect(breaks(withKind({ enum: ['BUYER', 'AGENT'] }))).toEqual(['session-ended.ended.actor.kind has changed']);
  });

  it('refuses a field whose meaning changes, also deep inside', () => {
    expect(breaks({ ...ended, properties: { ...ended.properties, id: { type: 'integer' } } })).toEqual([
      'session-ended.ended.id has changed',
    ]);
    expect(breaks(withKind({ type: 'integer' }))).toEqual(['session-ended.ended.actor.kind has changed']);
  });
});
