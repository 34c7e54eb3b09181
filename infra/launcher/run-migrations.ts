import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { repoRoot } from '#libs/platform/process/repo-root';
import { runToEnd } from '#infra/process/run-to-end';
import { foreignVariables, migrationVariables, type SystemEnvironment } from './system-environment';

/** Exit code of `migrate` when a database cannot be reached: worth another try as it stands (EX_TEMPFAIL). */
export const databaseUnreachable = 75;

const longestPauseMs = 5_000;

/** Migrates the databases named in a process of its own; while one cannot be reached it waits for it, since no order of start is assumed. */
export async function runMigrations(databases: Partial<SystemEnvironment['databases']>, report: (line: string) => void): Promise<void> {
  const env = { ...foreignVariables(process.env), ...migrationVariables(databases) };
  for (let pauseMs = 500; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const { code, output } = await runToEnd(process.execPath, [join(repoRoot(), 'dist/infra/scripts/migrate.js')], { env });
    if (code === 0) return;
    if (code !== databaseUnreachable) throw new Error(output.trim() || `The migrations ended with ${code}`);
    report(`${output.trim()}; trying again in ${pauseMs / 1_000} s`);
    await sleep(pauseMs);
  }
}
