import { catalogue } from './catalogue';
import { commonRequired } from './common-fields';
import { snapshotTopics, topics } from './topics';
import { createSchemaCompiler } from './validate';

const types = Object.entries(catalogue).flatMap(([topic, schemas]) =>
  Object.entries(schemas as Record<string, { required?: readonly string[] }>).map(
    ([type, schema]) => [`${topic}.${type}`, schema] as const,
  ),
);

describe('event catalogue', () => {
  it('names every topic, and no other', () => {
    expect(Object.keys(catalogue).sort()).toEqual([...topics].sort());
    for (const topic of snapshotTopics) expect(topics).toContain(topic);
  });

  it.each(types)('%s compiles in strict mode', (_name, schema) => {
    expect(() => createSchemaCompiler().compile(schema)).not.toThrow();
  });

  it.each(types)('%s requires the fields every event carries', (_name, schema) => {
    expect(schema.required).toEqual(expect.arrayContaining([...commonRequired]));
  });
});
