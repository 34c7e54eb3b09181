import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Home } from '#infra/process/home';
import { acceptsConnections } from '#infra/process/port';
import { identityOf, type ProcessIdentity } from '#infra/process/process-identity';
import { runToEnd } from '#infra/process/run-to-end';
import { killGroup, stopProcess } from '#infra/process/stop-process';
import { fetchJars, hasJars, type Progress } from './jars';
import { requireJava } from './java';
import { brokerArguments, javaFiles, keepArchive, toolArguments, type JavaFiles } from './java-arguments';
import { forgetBroker, noteBroker, stopLeftoverBroker, stopSteps } from './leftover-broker';
import { serverProperties, type BrokerSettings } from './server-properties';

export interface RunningBroker {
  readonly identity: ProcessIdentity;
  readonly child: ChildProcess;
  /** Clean; within 6 s in any case. */
  stop(): Promise<void>;
  /** Ends it at once; the next start recovers. */
  kill(): void;
}

const startLimitMs = 60_000;

/** Starts Apache Kafka in `home.kafka` (jars fetched and data formatted on the first start, a left-over broker stopped) and waits until it serves. */
export async function startKafka(home: Home, settings: BrokerSettings, progress: Progress): Promise<RunningBroker> {
  const java = requireJava({ mavenToo: !hasJars(home.cache) });
  if (!hasJars(home.cache)) await fetchJars(home.cache, progress);
  await stopLeftoverBroker(home.kafka);
  const files = javaFiles(home.cache, java);
  const properties = join(home.kafka, 'server.properties');
  const data = join(home.kafka, 'data');
  mkdirSync(home.kafka, { recursive: true });
  writeFileSync(properties, serverProperties(settings, data));
  if (!existsSync(join(data, 'meta.properties'))) await format(files, properties, data);
  const archiveDraft = join(home.kafka, 'classes.jsa');
  const child = spawnBroker(home, brokerArguments(files, { logs: home.logs, properties, archiveDraft }));
  const identity = child.pid === undefined ? undefined : identityOf(child.pid);
  if (identity) noteBroker(home.kafka, identity);
  await untilServing(child, settings.port, home);
  if (identity === undefined) throw new Error('Kafka ended right after its start');
  const stop = async (): Promise<void> => {
    await stopProcess(identity, { steps: stopSteps });
    keepArchive(files, archiveDraft);
    forgetBroker(home.kafka);
  };
  return { identity, child, stop, kill: () => killGroup(identity) };
}

function spawnBroker(home: Home, args: readonly string[]): ChildProcess {
  const log = openSync(join(home.logs, 'kafka.out.log'), 'w', 0o600);
  const child = spawn('java', args, { cwd: home.kafka, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  return child;
}

/** A fresh folder is made each time, so that a format that was cut short leaves nothing behind. */
async function format(files: JavaFiles, properties: string, data: string): Promise<void> {
  rmSync(data, { recursive: true, force: true });
  const clusterId = `J${randomBytes(16).toString('base64url').slice(1)}`;
  const args = [...toolArguments(files), 'kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', properties, '--standalone'];
  const { code, output } = await runToEnd('java', args);
  if (code !== 0) throw new Error(`Kafka could not make its data folder ${data}: ${output.trim()}`);
}

async function untilServing(child: ChildProcess, port: number, home: Home): Promise<void> {
  let failure: string | undefined;
  child.once('error', (error) => (failure = error.message));
  child.once('exit', (code, signal) => (failure ??= `it ended with ${code ?? signal}`));
  const until = performance.now() + startLimitMs;
  while (performance.now() < until) {
    if (failure !== undefined) throw new Error(`Kafka did not start (${failure}); the reason is in ${join(home.logs, 'kafka.log')}`);
    if (await acceptsConnections(port)) return;
    await sleep(50);
  }
  const identity = child.pid === undefined ? undefined : identityOf(child.pid);
  if (identity) killGroup(identity);
  throw new Error(`Kafka did not serve within ${startLimitMs / 1_000} s; see ${join(home.logs, 'kafka.log')}`);
}
