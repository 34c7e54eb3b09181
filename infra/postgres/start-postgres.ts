import { spawn, type ChildProcess } from 'node:child_process';
import { chownSync, closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Home } from '#infra/process/home';
import { identityOf, type ProcessIdentity } from '#infra/process/process-identity';
import { runToEnd, type RunAs } from '#infra/process/run-to-end';
import { killGroup, stopProcess } from '#infra/process/stop-process';
import { postgresBinaries } from './binaries';
import { stopLeftoverServer, stopSteps } from './leftover-server';
import { keptSecret } from './passwords';
import { postgresUser } from './run-as-user';
import { connectAdmin } from './service-databases';
import { hbaConf, postgresConf, type ServerSettings } from './settings';

export interface RunningServer {
  readonly identity: ProcessIdentity;
  readonly child: ChildProcess;
  /** Fast and clean; within 6 s in any case. */
  stop(): Promise<void>;
  /** Ends it at once, as a power cut would; the next start recovers. */
  kill(): void;
}

const startLimitMs = 60_000;

/** Starts PostgreSQL in `home.postgres` (made on the first start, after stopping a left-over server) and waits until it answers. */
export async function startPostgres(home: Home, settings: ServerSettings): Promise<RunningServer> {
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
  await untilAnswering(child, { port: settings.port, keys: home.keys }, home);
  return running(child);
}

function running(child: ChildProcess): RunningServer {
  const identity = child.pid === undefined ? undefined : identityOf(child.pid);
  if (identity === undefined) throw new Error('PostgreSQL ended right after its start');
  return {
    identity,
    child,
    stop: async () => void (await stopProcess(identity, { steps: stopSteps })),
    kill: () => killGroup(identity),
  };
}

function makeDataHome(folder: string, user: RunAs | undefined): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
}

/**
 * initdb reads the administrator's password from a file that its user must be able to read, so that file lives beside the data, briefly.
 * It works in a draft folder, so that one that was cut short is never taken for a whole one.
 */
async function initialize(home: Home, programs: string, data: string, user: RunAs | undefined): Promise<void> {
  const draft = `${data}.draft`;
  rmSync(draft, { recursive: true, force: true });
  const passwordFile = join(home.postgres, 'initial-password');
  writeFileSync(passwordFile, keptSecret(home.keys, 'postgres'), { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const args = ['-D', draft, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, ...locale, '--no-instructions'];
  const { code, output } = await runToEnd(join(programs, 'bin/initdb'), args, {
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C', LANG: 'C' },
    ...user,
  });
  rmSync(passwordFile, { force: true });
  if (code === 0) return renameSync(draft, data);
  rmSync(draft, { recursive: true, force: true });
  throw new Error(
    `PostgreSQL could not make its data folder ${data}: ${output.trim()}\nSet JIEDAI_HOME to a folder below ones that every user can enter, if that is the reason.`,
  );
}

async function untilAnswering(child: ChildProcess, server: { port: number; keys: string }, home: Home): Promise<void> {
  let failure: string | undefined;
  child.once('error', (error) => (failure = error.message));
  child.once('exit', (code, signal) => (failure ??= `it ended with ${code ?? signal}`));
  const until = performance.now() + startLimitMs;
  while (performance.now() < until) {
    if (failure !== undefined)
      throw new Error(`PostgreSQL did not start (${failure}); the reason is in ${join(home.logs, 'postgres.log')}`);
    const client = await connectAdmin(server).catch(() => undefined);
    if (client) return client.end();
    await sleep(30);
  }
  killChild(child);
  throw new Error(`PostgreSQL did not answer within ${startLimitMs / 1_000} s; see ${join(home.logs, 'postgres.log')}`);
}

function killChild(child: ChildProcess): void {
  const identity = child.pid === undefined ? undefined : identityOf(child.pid);
  if (identity) killGroup(identity);
}
