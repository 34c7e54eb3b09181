import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extendSchema, parse, type GraphQLSchema } from 'graphql';
import { repoRoot } from '#libs/platform/process/repo-root';

export const readLiveSchema = (): string => readFileSync(join(repoRoot(), 'gateway', 'live.graphql'), 'utf8');

const extended = new WeakMap<GraphQLSchema, GraphQLSchema>();

/** The API's schema with what can be watched. */
export function withSubscriptions(apiSchema: GraphQLSchema): GraphQLSchema {
  const known = extended.get(apiSchema) ?? extendSchema(apiSchema, parse(readLiveSchema()));
  extended.set(apiSchema, known);
  return known;
}
