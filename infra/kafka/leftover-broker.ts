import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, isAlive, type ProcessIdentity } from '#infra/process/process-identity';
import { stopProcess } from '#infra/process/stop-process';

/** A clean stop takes half a second, three with the class-data archive. */
export const stopSteps = [{ signal: 'SIGTERM', limitMs: 5_000 }] as const;

const pidFile = (folder: string): string => join(folder, 'broker.json');

/** Notes which process serves this data folder, so that the next start finds it when nobody stopped it. */
export const noteBroker = (folder: string, broker: ProcessIdentity): void => writeFileSync(pidFile(folder), JSON.stringify(broker));

export const forgetBroker = (folder: string): void => rmSync(pidFile(folder), { force: true });

/** Stops the broker that a killed launcher left behind; a later process that merely got its number is left alone. */
export async function stopLeftoverBroker(folder: string): Promise<'stopped' | 'none'> {
  const broker = notedBroker(folder);
  const living = broker !== undefined && isAlive(broker);
  if (living) await stopProcess(broker, { steps: stopSteps });
  forgetBroker(folder);
  return living ? 'stopped' : 'none';
}

function notedBroker(folder: string): ProcessIdentity | undefined {
  if (!existsSync(pidFile(folder))) return undefined;
  try {
    const noted = JSON.parse(readFileSync(pidFile(folder), 'utf8')) as ProcessIdentity;
    return identityOf(noted.pid) === undefined ? undefined : noted;
  } catch {
    return undefined;
  }
}
