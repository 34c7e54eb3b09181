import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, printSchema } from 'graphql';
import { repoRoot } from '#libs/platform/process/repo-root';
import { graphBreaks, noteOf, releasedNotes, withoutNote } from './graph-breaks';
import { publicGraph } from './public-graph';

const markFile = join(repoRoot(), 'gateway', 'released.graphql');
const notesFile = join(repoRoot(), 'infra', 'docs', 'graph-changes.md');

const header = '# The graph of the last release, as clients see it. `npm run release:graph` writes it. Do not edit.\n';

/** Refuses a graph that would break clients of the last release, unless a note says why. With `--release` this graph becomes the released one. */
function main(release: boolean): void {
  const graph = publicGraph();
  const notes = readFileSync(notesFile, 'utf8');
  const missing = withoutNote(graphBreaks(buildSchema(readFileSync(markFile, 'utf8')), graph), notes);
  if (missing.length > 0) {
    const lines = missing.map((each) => `- \`${noteOf(each)}\` <why, and what clients do instead>`);
    throw new Error(
      `These changes break clients of the last release. Take them back, or add to infra/docs/graph-changes.md:\n${lines.join('\n')}`,
    );
  }
  if (release) {
    writeFileSync(markFile, `${header}${printSchema(graph)}\n`);
    writeFileSync(notesFile, releasedNotes(notes, new Date().toISOString().slice(0, 10)));
  }
  console.log(release ? 'This graph is the released one now.' : 'The graph breaks no client of the last release, or says why.');
}

try {
  main(process.argv.includes('--release'));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
