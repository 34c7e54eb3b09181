import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Supergraph } from '@apollo/federation-internals';
import { extendSchema, parse, type GraphQLSchema } from 'graphql';
import { repoRoot } from '#libs/platform/process/repo-root';

const read = (name: string): string => readFileSync(join(repoRoot(), 'gateway', name), 'utf8');

/** The graph as clients see it, from the committed supergraph and what can be watched. */
export function publicGraph(supergraph = read('supergraph.graphql'), live = read('live.graphql')): GraphQLSchema {
  return extendSchema(Supergraph.build(supergraph).apiSchema().toGraphQLJSSchema(), parse(live));
}
