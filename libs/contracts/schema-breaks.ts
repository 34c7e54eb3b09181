/** A JSON Schema as data. */
export type SchemaNode = Readonly<Record<string, unknown>>;

/** Topic → event type → schema. */
export type Schemas = Readonly<Record<string, Readonly<Record<string, SchemaNode>>>>;

/**
 * What a change of the event schemas would break for those who read or replay older events (ADR 16). New types, new optional fields and new values
 * of an open enum are compatible; a field or value that goes away, a field that becomes required or optional, or means something else, needs a new
 * event type.
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
  const { properties: oldFields = {}, required: oldRequired = [], items: oldItems, known: oldValues, ...oldRest } = before;
  const { properties: newFields = {}, required: newRequired = [], items: newItems, known: newValues, ...newRest } = now;
  const isOpen = (values: unknown): boolean => values !== undefined;
  const changed =
    canonical(oldRest) !== canonical(newRest) || isOpen(oldValues) !== isOpen(newValues) || isNode(oldItems) !== isNode(newItems);
  const breaks = changed ? [`${path} has changed`] : goneValues(path, oldValues, newValues);
  if (isNode(oldItems) && isNode(newItems)) breaks.push(...nodeBreaks(`${path}[]`, oldItems, newItems));
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

const isNode = (node: unknown): node is SchemaNode => typeof node === 'object' && node !== null;

const goneValues = (path: string, before: unknown = [], now: unknown = []): string[] =>
  (before as string[]).filter((value) => !(now as string[]).includes(value)).map((value) => `${path} no longer lists ${value}`);

/** The same text for the same schema, whatever the order of its keys. */
const canonical = (node: unknown): string =>
  JSON.stringify(node, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
