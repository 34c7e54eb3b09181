/** A JSON Schema as data. */
export type SchemaNode = Readonly<Record<string, unknown>>;

/** Topic → event type → schema. */
export type Schemas = Readonly<Record<string, Readonly<Record<string, SchemaNode>>>>;

/**
 * What a change of the event schemas would break for those who read or replay older events. Only new types and new optional fields are
 * compatible (architecture §5); a field that goes away, becomes required or optional, or means something else needs a new event type.
 */
export function schemaBreaks(before: Schemas, now: Schemas): string[] {
  return Object.entries(before).flatMap(([topic, types]) =>
    Object.entries(types).flatMap(([type, schema]) => {
      const current = now[topic]?.[type];
      return current ? nodeBreaks(`${topic}.${type}`, schema, current) : [`${topic}.${type} is gone`];
    }),
  );
}

function nodeBreaks(path: string, before: SchemaNode, now: SchemaNode): string[] {
  const { properties: oldFields = {}, required: oldRequired = [], ...oldRest } = before;
  const { properties: newFields = {}, required: newRequired = [], ...newRest } = now;
  const breaks = canonical(oldRest) === canonical(newRest) ? [] : [`${path} has changed`];
  const known = oldFields as Record<string, SchemaNode>;
  const current = newFields as Record<string, SchemaNode>;
  for (const [field, schema] of Object.entries(known)) {
    const found = current[field];
    breaks.push(...(found ? nodeBreaks(`${path}.${field}`, schema, found) : [`${path}.${field} is gone`]));
  }
  const wasRequired = new Set(oldRequired as string[]);
  const isRequired = new Set(newRequired as string[]);
  for (const field of wasRequired) if (!isRequired.has(field) && field in current) breaks.push(`${path}.${field} is no longer required`);
  for (const field of isRequired) if (!wasRequired.has(field)) breaks.push(`${path}.${field} has become required`);
  return breaks;
}

/** The same text for the same schema, whatever the order of its keys. */
const canonical = (node: unknown): string =>
  JSON.stringify(node, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
