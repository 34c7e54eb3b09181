import { schemaBreaks, type SchemaNode, type Schemas } from './schema-breaks';

const actor = { type: 'object', properties: { kind: { enum: ['BUYER', 'AGENT'] } }, required: ['kind'] };
const ended = { type: 'object', properties: { id: { type: 'string' }, note: { type: 'string' }, actor }, required: ['id'] };
const schemas = (type: SchemaNode): Schemas => ({ 'session-ended': { ended: type } });
const breaks = (now: SchemaNode): string[] => schemaBreaks(schemas(ended), schemas(now));

describe('event schemas change by optional fields only (architecture §5)', () => {
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

  it('refuses a field whose meaning changes, also deep inside', () => {
    expect(breaks({ ...ended, properties: { ...ended.properties, id: { type: 'integer' } } })).toEqual([
      'session-ended.ended.id has changed',
    ]);
    const other = { ...actor, properties: { kind: { enum: ['BUYER'] } } };
    expect(breaks({ ...ended, properties: { ...ended.properties, actor: other } })).toEqual(['session-ended.ended.actor.kind has changed']);
  });
});
