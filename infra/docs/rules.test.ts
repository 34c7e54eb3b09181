import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '#libs/platform/process/repo-root';

const id = /\b(?:INV|PRM|SCH|RTE|SES|KB|MET|STF|CARE|RES)-\d+\b/g;
const listed = readFileSync(join(repoRoot(), 'infra', 'docs', 'rules.md'), 'utf8')
  .split('\n')
  .flatMap((line) => /^\| ([A-Z]+-\d+) \|/.exec(line)?.[1] ?? []);

/** The tracked files that speak to people who read the code. */
function filesThatCite(): string[] {
  const tracked = execFileSync('git', ['ls-files', '*.ts', '*.js', '*.graphql', '*.md'], { cwd: repoRoot(), encoding: 'utf8' });
  return tracked.split('\n').filter((file) => file !== '' && !file.startsWith('infra/docs/rules'));
}

it('lists every rule that is named anywhere, each once', () => {
  const known = new Set(listed);
  const missing = filesThatCite().flatMap((file) =>
    [...new Set(readFileSync(join(repoRoot(), file), 'utf8').match(id) ?? [])]
      .filter((rule) => !known.has(rule))
      .map((rule) => `${file}: ${rule}`),
  );
  expect(missing).toEqual([]);
  expect(listed.length).toBe(known.size);
});

it('cites no document that is not in the repository', () => {
  const absent = /\b(?:domain|architecture|messaging|reliability|stack|performance|style|console)\.md\b|\barchitecture §/;
  expect(filesThatCite().filter((file) => absent.test(readFileSync(join(repoRoot(), file), 'utf8')))).toEqual([]);
});
