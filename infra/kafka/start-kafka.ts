import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '#infra/process/home';
import { acceptsConnections } from '#infra/process/port';
import { runnable, untilAnswering, type Runnable } from '#infra/process/runnable';
import { runToEnd } from '#infra/process/run-to-end';
import { fetchJars, hasJars, type Progress } from './jars';
import { requireJava } from './java';
import { brokerArguments, javaEnvironment, javaFiles, keepArchive, toolArguments, type JavaFiles } from './java-arguments';
import { forgetBroker, noteBroker, stopLeftoverBroker, stopSteps } from './leftover-broker';
import { secureBroker } from './secure-broker';
import { serverProperties, type BrokerSettings } from './server-properties';

const startLimitMs = 60_000;

/** How Java ends after SIGTERM when its orderly shutdown, with the class-data archive, came to its end. */
const cleanEnd = 'exit code 143';

/** Starts Apache Kafka in `home.kafka` (jars fetched and data formatted on the first start, a left-over broker stopped) and waits until it serves. */
export async function startKafka(home: Home, settings: BrokerSettings, progress: Progress): Promise<Runnable> {
  const java = requireJava({ mavenToo: !hasJars(home.cache) });
  if (!hasJars(home.cache)) await fetchJars(home.cache, progress);
  await stopLeftoverBroker(home.kafka);
  const files = javaFiles(home.cache, java);
  const properties = join(home.kafka, 'server.properties');
  const data = join(home.kafka, 'data');
  const setup = { username: 'jiedai-setup', password: randomBytes(24).toString('base64url') };
  mkdirSync(home.kafka, { recursive: true });
  writeFileSync(properties, serverProperties(settings, setup, data), { mode: 0o600 });
  chmodSync(properties, 0o600);
  if (!existsSync(join(data, 'meta.properties'))) await format(files, properties, data);
  const newArchive = join(home.kafka, 'classes.jsa');
  const broker = runnable('Kafka', spawnBroker(home, brokerArguments(files, { logs: home.logs, properties, newArchive })), {
    steps: stopSteps,
  });
  noteBroker(home.kafka, broker.identity);
  let problem = '';
  const answers = async (): Promise<boolean> =>
    (await acceptsConnections(settings.port)) &&
    secureBroker(settings, setup).then(
      () => true,
      (error: Error) => ((problem = `: ${error.message}`), false),
    );
  await untilAnswering(broker, answers, startLimitMs, 50).catch((error: Error) => {
    const log = join(home.logs, 'kafka.log');
    throw new Error(`Kafka did not start: ${error.message}${problem}; the reason is in ${log}${lastProblem(log)}`);
  });
  const stop = async (): Promise<void> => {
    await broker.stop();
    if ((await broker.ended) === cleanEnd) keepArchive(files, newArchive);
    forgetBroker(home.kafka);
  };
  return { ...broker, stop };
}

/** What the broker complained of last, for whoever will not find the log any more. */
function lastProblem(log: string): string {
  const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
  const problem = lines.findLast((line) => / (ERROR|FATAL) /.test(line));
  return problem === undefined ? '' : `: ${problem}`;
}

function spawnBroker(home: Home, args: readonly string[]): ChildProcess {
  const log = openSync(join(home.logs, 'kafka.out.log'), 'w', 0o600);
  const child = spawn('java', args, { cwd: home.kafka, detached: true, stdio: ['ignore', log, log], env: javaEnvironment() });
  closeSync(log);
  return child;
}

/** A fresh folder is made each time, so that a format that was cut short leaves nothing behind. */
async function format(files: JavaFiles, properties: string, data: string): Promise<void> {
  rmSync(data, { recursive: true, force: true });
  const clusterId = `J${randomBytes(16).toString('base64url').slice(1)}`;
  const args = [...toolArguments(files), 'kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', properties, '--standalone'];
  const { code, output } = await runToEnd('java', args, { env: javaEnvironment() });
  if (code !== 0) throw new Error(`Kafka could not make its data folder ${data}: ${output.trim()}`);
}
