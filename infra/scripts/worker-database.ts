import { services, type ServiceName } from '#libs/platform/process/services';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { createLog } from '#libs/platform/process/log';
import { databaseVariable } from '#infra/launcher/system-environment';
import { findRunningSystem } from '#infra/launcher/run-file';

/** The service an operator named. */
export function serviceNamed(name: string | undefined): ServiceName {
  const service = services.find((each) => each === name);
  if (service === undefined) throw new Error(`Name a service: --service ${services.join('|')}`);
  return service;
}

/** A service's database under its worker role: that of the environment, else that of the system that runs here. */
export const openWorkerDatabase = (service: ServiceName): Database => openDatabase(service, 'worker');

/** A service's database under its app role, fenced to the shops of each transaction. */
export const openAppDatabase = (service: ServiceName): Database => openDatabase(service, 'app');

function openDatabase(service: ServiceName, role: 'app' | 'worker'): Database {
  const variable = `${databaseVariable(service)}${role === 'app' ? '' : '_WORKER'}`;
  const url = process.env[variable] ?? findRunningSystem(process.env).addresses.databases[service][role];
  return createDatabase({ url, max: 1, log: createLog({ service: 'script', level: 'fatal' }), name: 'jiedai-script' });
}
