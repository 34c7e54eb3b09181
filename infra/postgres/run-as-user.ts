import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { RunAs } from '#infra/process/run-to-end';

/** The line of /etc/passwd of a user, as ids. */
export function userIn(passwd: string, name: string): RunAs | undefined {
  const fields = passwd
    .split('\n')
    .find((line) => line.startsWith(`${name}:`))
    ?.split(':');
  return fields === undefined ? undefined : { uid: Number(fields[2]), gid: Number(fields[3]) };
}

/**
 * PostgreSQL refuses to run as root, so root lends it another user: `postgres` if the machine has it, else one that is made now, else `nobody`.
 * For everybody else: undefined, it runs as the caller.
 */
export function postgresUser(isRoot = process.getuid?.() === 0): RunAs | undefined {
  if (!isRoot) return undefined;
  const find = (name: string): RunAs | undefined => userIn(readFileSync('/etc/passwd', 'utf8'), name);
  const existing = find('postgres') ?? find('jiedai-postgres');
  if (existing) return existing;
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'jiedai-postgres']);
  const user = find('jiedai-postgres') ?? find('nobody');
  if (user === undefined)
    throw new Error('PostgreSQL cannot run as root, and no other user could be made: run `useradd --system postgres`, then start again.');
  return user;
}
