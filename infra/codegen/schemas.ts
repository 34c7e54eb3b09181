import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '#libs/contracts/catalogue';
import { schemaBreaks, type Schemas } from '#libs/contracts/schema-breaks';
import { repoRoot } from '#libs/platform/process/repo-root';

const file = join(repoRoot(), 'libs', 'contracts', 'schemas.snapshot.json');

/**
 * The event schemas as partners know them, committed. A change that would break them is never written; with `--check` nothing is written,
 * and a snapshot that differs fails as well.
 */
function main(check: boolean): void {
  const text = `${JSON.stringify(catalogue, null, 2)}\n`;
  const committed = existsSync(file) ? readFileSync(file, 'utf8') : '{}';
  const breaks = schemaBreaks(JSON.parse(committed) as Schemas, JSON.parse(text) as Schemas);
  if (breaks.length > 0) {
    throw new Error(
      `These changes break events that are already out; give the event a new type instead:\n${breaks.map((each) => `  ${each}`).join('\n')}`,
    );
  }
  if (check && committed !== text) throw new Error('libs/contracts/schemas.snapshot.json is not up to date, run `npm run schemas`.');
  if (!check) writeFileSync(file, text);
  console.log('The event schemas are up to date.');
}

try {
  main(process.argv.includes('--check'));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
