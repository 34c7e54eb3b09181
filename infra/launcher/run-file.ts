import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { ServiceName } from '#libs/platform/process/services';
import type { KafkaCluster } from '#infra/kafka/cluster';
import type { DatabaseUrls } from '#infra/postgres/service-databases';
import { homeOf, type Home } from '#infra/process/home';
import { isAlive, type ProcessIdentity } from '#infra/process/process-identity';
import type { PortName } from './ports';

export const demoAccounts = ['owner', 'admin', 'cs-admin', 'operations', 'agent-1', 'agent-2'] as const;
export type DemoAccount = (typeof demoAccounts)[number];

/** The demo shop's ids; `complete` once every step of loading it has been done. */
export interface DemoShop {
  readonly shopId: string;
  readonly accounts: Readonly<Record<DemoAccount, string>>;
  readonly complete: boolean;
}

/** Where the running system can be reached. */
export interface Addresses {
  readonly infra: 'embedded' | 'external';
  /** The gateway's root, without a path. */
  readonly gateway: string;
  readonly subgraphs: Readonly<Record<ServiceName, string>>;
  readonly kafka: KafkaCluster;
  readonly databases: Readonly<Record<ServiceName, DatabaseUrls>>;
}

/** run.json: what every other script knows of a system. It holds passwords, so only its owner can read it. */
export interface RunFile {
  /** The launcher that runs this home, or the last one that did. */
  readonly launcher?: ProcessIdentity;
  /** Every process the launcher started and has not seen end. */
  readonly processes: Readonly<Record<string, ProcessIdentity>>;
  /** Chosen at the first start and kept. */
  readonly ports: Readonly<Partial<Record<PortName, number>>>;
  readonly addresses?: Addresses;
  readonly demoShop?: DemoShop;
}

/** Reads run.json; a home that never ran is an empty one. */
export function readRunFile(home: Home): RunFile {
  try {
    return JSON.parse(readFileSync(home.runFile, 'utf8')) as RunFile;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { processes: {}, ports: {} };
    throw new Error(`${home.runFile} cannot be read: ${(error as Error).message}`);
  }
}

/** Replaces run.json as a whole, so that a reader never sees half of it. */
export function writeRunFile(home: Home, run: RunFile): void {
  const temporary = `${home.runFile}.temporary`;
  writeFileSync(temporary, `${JSON.stringify(run, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, home.runFile);
}

/** Whether a launcher is alive in this home. */
export const isRunning = (run: RunFile): boolean => run.launcher !== undefined && isAlive(run.launcher);

export type RunningSystem = RunFile & { readonly addresses: Addresses; readonly home: Home };

/** The system that runs in the environment's home; says so clearly when none does. */
export function findRunningSystem(env: Readonly<Record<string, string | undefined>>): RunningSystem {
  const home = homeOf(env);
  const run = readRunFile(home);
  if (!isRunning(run) || run.addresses === undefined)
    throw new Error(`No system runs in ${home.root}. Start one with \`npm start\`, or set JIEDAI_HOME to the home of the one you mean.`);
  return { ...run, addresses: run.addresses, home };
}
