import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { concatAST, parse, type DocumentNode } from 'graphql';
import { repoRoot } from '../process/repo-root';
import { services } from '../process/services';

/** Who answers a part of the graph: the services, and the gateway itself. */
export const subgraphs = [...services, 'gateway'] as const;

const sharedByAudit = 'libs/platform/audit/schema.graphql';

/**
 * A subgraph's schema: every schema.graphql below its folder, its own first, then those of its features by name. One with a feature `audit` has the types
 * that all audit lines share too.
 */
export function readSubgraphSchema(subgraph: (typeof subgraphs)[number]): DocumentNode {
  const folder = join(repoRoot(), subgraph === 'gateway' ? 'gateway' : join('services', subgraph));
  const parts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /(^|[\\/])schema\.graphql$/.test(path));
  const depth = (path: string): number => path.split(/[\\/]/).length;
  const ordered = parts.sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
  const files = ordered.map((path) => join(folder, path));
  if (existsSync(join(folder, 'audit'))) files.push(join(repoRoot(), sharedByAudit));
  return concatAST(files.map((file) => parse(readFileSync(file, 'utf8'))));
}
