import { join } from 'node:path';
import { stopLeftoverBroker } from '#infra/kafka/leftover-broker';
import { stopLeftoverServer } from '#infra/postgres/leftover-server';
import type { Home } from '#infra/process/home';
import { isAlive } from '#infra/process/process-identity';
import { stopProcess } from '#infra/process/stop-process';
import type { RunFile } from './run-file';

/** Our services end by themselves when their launcher is gone; one that hangs is not waited for long. */
const serviceSteps = [{ signal: 'SIGTERM', limitMs: 3_000 }] as const;

/**
 * Stops what a killed launcher left behind: services first, then broker and database, as in an orderly stop. Processes are known by
 * number and start time, so nothing of somebody else's is ever touched. Answers the names of what was stopped.
 */
export async function stopLeftovers(home: Home, run: RunFile): Promise<string[]> {
  const services = Object.entries(run.processes).filter(([name, identity]) => name !== 'kafka' && name !== 'postgres' && isAlive(identity));
  await Promise.all(services.map(([, identity]) => stopProcess(identity, { steps: serviceSteps })));
  const stopped = services.map(([name]) => name);
  if ((await stopLeftoverBroker(home.kafka)) === 'stopped') stopped.push('kafka');
  if ((await stopLeftoverServer(join(home.postgres, 'data'))) === 'stopped') stopped.push('postgres');
  return stopped;
}
