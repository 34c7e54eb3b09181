import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { catalogue } from './catalogue';
import type { Topic } from './topics';

/** Compiles our schemas. `known` lists an open enum's values and refuses nothing. */
export function createSchemaCompiler(): Ajv {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strict: true, strictRequired: true });
  addFormats(ajv, ['date-time', 'date']);
  ajv.addKeyword({ keyword: 'known', schemaType: 'array' });
  return ajv;
}

const ajv = createSchemaCompiler();

const compiled = new Map<string, ValidateFunction>();

function validator(topic: Topic, type: string): ValidateFunction | undefined {
  const key = `${topic}.${type}`;
  const known = compiled.get(key);
  if (known) return known;
  const schema = (catalogue[topic] as Record<string, object>)[type];
  if (!schema) return undefined;
  const fresh = ajv.compile(schema);
  compiled.set(key, fresh);
  return fresh;
}

/** Whether this build knows the type at all; a consumer ignores types it does not know (ADR 16). */
export const isKnownType = (topic: Topic, type: string): boolean => validator(topic, type) !== undefined;

/** The problems of a value against its type's schema, `[]` when it is sound. Unknown types are sound: their owner is newer than we. */
export function eventProblems(topic: Topic, type: string, value: unknown): string[] {
  const check = validator(topic, type);
  if (!check || check(value)) return [];
  return (check.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message ?? 'is invalid'}`);
}
