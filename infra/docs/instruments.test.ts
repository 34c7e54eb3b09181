import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { instruments } from '#libs/platform/telemetry/instruments';
import { repoRoot } from '#libs/platform/process/repo-root';

it('the page lists every instrument as it is declared, and nothing else', () => {
  const page = readFileSync(join(repoRoot(), 'infra', 'docs', 'instruments.md'), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows).toEqual(
    Object.entries(instruments).map(([name, { kind, labels, help }]) => `| \`${name}\` | ${kind} | ${labels.join(', ')} | ${help} |`),
  );
});
