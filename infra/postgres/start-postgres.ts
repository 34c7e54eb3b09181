import { spawn } from 'node:child_process';
import { chownSync, closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '#infra/process/home';
import { runnable, untilAnswering, type Runnable } from '#infra/process/runnable';
import { runToEnd, type RunAs } from '#infra/process/run-to-end';
import { postgresBinaries } from './binaries';
import { stopLeftoverServer, stopSteps } from './leftover-server';
import { keptSecret } from './passwords';
import { postgresUser } from './run-as-user';
import { connectAdmin, type ServerAddress } from './service-databases';
import { hbaConf, postgresConf, type ServerSettings } from './settings';

const startLimitMs = 60_000;

/** Starts PostgreSQL in `home.postgres` (made on the first start, after stopping a left-over server) and waits until it answers. */
export async function startPostgres(home: Home, settings: ServerSettings): Promise<Runnable> {
  const user = postgresUser();
  const programs = postgresBinaries(home.cache, user);
  const data = join(home.postgres, 'data');
  makeDataHome(home.postgres, user);
  await stopLeftoverServer(data);
  if (!existsSync(join(data, 'PG_VERSION'))) await initialize(home, programs, data, user);
  writeFileSync(join(data, 'postgresql.conf'), postgresConf(settings));
  writeFileSync(join(data, 'pg_hba.conf'), hbaConf);
  const log = openSync(join(home.logs, 'postgres.log'), 'a', 0o600);
  const child = spawn(join(programs, 'bin/postgres'), ['-D', data], { cwd: '/', detached: true, stdio: ['ignore', log, log], ...user });
  closeSync(log);
  const server = runnable('PostgreSQL', child, { steps: stopSteps });
  await untilAnswering(server, () => answers({ port: settings.port, keys: home.keys }), startLimitMs, 30).catch((error: Error) => {
    throw new Error(`PostgreSQL did not start: ${error.message}; the reason is in ${join(home.logs, 'postgres.log')}`);
  });
  return server;
}

const answers = (server: ServerAddress): Promise<boolean> =>
  connectAdmin(server).then(
    (client) => client.end().then(() => true),
    () => false,
  );

function makeDataHome(folder: string, user: RunAs | undefined): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
}

/**
 * initdb reads the administrator's password from a file that its user must be able to read, so that file lives beside the data, briefly.
 * It works in a temporary folder, so that one that was cut short is never taken for a whole one.
 */
async function initialize(home: Home, programs: string, data: string, user: RunAs | undefined): Promise<void> {
  const temporary = `${data}.temporary`;
  rmSync(temporary, { recursive: true, force: true });
  const passwordFile = join(home.postgres, 'initial-password');
  writeFileSync(passwordFile, keptSecret(home.keys, 'postgres'), { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const args = ['-D', temporary, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, ...locale, '--no-instructions'];
  const { code, output } = await runToEnd(join(programs, 'bin/initdb'), args, {
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C', LANG: 'C' },
    ...user,
  });
  rmSync(passwordFile, { force: true });
  if (code === 0) return renameSync(temporary, data);
  rmSync(temporary, { recursive: true, force: true });
  throw new Error(
    `PostgreSQL could not make its data folder ${data}: ${output.trim()}\nSet JIEDAI_HOME to a folder below ones that every user can enter, if that is the reason.`,
  );
}
