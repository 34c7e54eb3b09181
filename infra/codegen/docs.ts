import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '#libs/platform/process/repo-root';
import { accessPage } from './pages/access-page';
import { asyncApi } from './pages/asyncapi';
import { errorsPage } from './pages/errors-page';
import { eventsPage } from './pages/events-page';
import { graphPages } from './pages/graph-pages';
import { limitsPage } from './pages/limits-page';
import { metricsPage } from './pages/metrics-page';
import { yamlText } from './pages/yaml-text';

/** Folder of infra/docs → file → text. Everything in these folders is generated. */
const folders: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  api: { ...graphPages(), 'access.md': accessPage(), 'errors.md': errorsPage(), 'limits.md': limitsPage(), 'metrics.md': metricsPage() },
  events: {
    'README.md': eventsPage(),
    'asyncapi.yaml': `# Written by \`npm run docs\` from the code. Do not edit.${yamlText(asyncApi())}`,
  },
};

/** Writes the reference of graph and events from the code. With `--check` nothing is written, and a page that differs fails. */
function main(check: boolean): void {
  const stale = Object.entries(folders).flatMap(([name, files]) => {
    const folder = join(repoRoot(), 'infra', 'docs', name);
    mkdirSync(folder, { recursive: true });
    const there = readdirSync(folder);
    const gone = there.filter((file) => !(file in files));
    const changed = Object.keys(files).filter((file) => !there.includes(file) || readFileSync(join(folder, file), 'utf8') !== files[file]);
    if (!check) for (const file of gone) rmSync(join(folder, file));
    if (!check) for (const file of changed) writeFileSync(join(folder, file), files[file]!);
    return [...gone, ...changed].map((file) => `infra/docs/${name}/${file}`);
  });
  if (check && stale.length > 0) throw new Error(`Not up to date, run \`npm run docs\`:\n${stale.map((each) => `  ${each}`).join('\n')}`);
  console.log(check ? 'The pages are up to date.' : `${stale.length} pages written.`);
}

try {
  main(process.argv.includes('--check'));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
