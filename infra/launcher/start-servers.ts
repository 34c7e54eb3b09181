import { startKafka } from '#infra/kafka/start-kafka';
import type { Progress } from '#infra/kafka/jars';
import { keptUsers } from '#infra/kafka/users';
import { databaseUrls, ensureServiceDatabases } from '#infra/postgres/service-databases';
import { startPostgres } from '#infra/postgres/start-postgres';
import type { Home } from '#infra/process/home';
import { keepRunning, type Keeping, type Kept } from './keep-running';
import type { PortName } from './ports';
import type { SystemEnvironment } from './system-environment';
import { services } from '#libs/platform/process/services';

const maxConnections = 120;

/** How a started process is told of, and noted. */
export type Watch = Pick<Keeping, 'onStart' | 'report'>;

/** Database and broker of the embedded default, supervised, started side by side. Each goes into `kept` as soon as it runs, also when the other fails. */
export async function startEmbeddedServers(
  home: Home,
  ports: Readonly<Record<PortName, number>>,
  watch: Watch,
  progress: Progress,
  kept: Kept[],
): Promise<void> {
  const postgres = { port: ports.postgres, maxConnections, fsync: true };
  const kafka = { port: ports.kafka, controllerPort: ports['kafka-controller'], users: keptUsers(home.keys) };
  const keep = async (name: string, start: Keeping['start']): Promise<void> => void kept.push(await keepRunning({ name, start, ...watch }));
  const started = await Promise.allSettled([
    keep('postgres', () => startPostgres(home, postgres)).then(() => ensureServiceDatabases({ port: ports.postgres, keys: home.keys })),
    keep('kafka', () => startKafka(home, kafka, progress)),
  ]);
  const failed = started.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}

/** The addresses of the embedded databases. */
export function embeddedDatabases(home: Home, port: number): SystemEnvironment['databases'] {
  const entries = services.map((service) => [service, databaseUrls({ port, keys: home.keys }, service)]);
  return Object.fromEntries(entries) as SystemEnvironment['databases'];
}
