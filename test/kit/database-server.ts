import { ensureServiceDatabases } from '#infra/postgres/service-databases';
import { startPostgres } from '#infra/postgres/start-postgres';
import type { Home } from '#infra/process/home';
import type { Runnable } from '#infra/process/runnable';
import { noteProcess } from './test-home';
import { testPorts } from './test-ports';
import type { TestServer } from './test-server';

/** A PostgreSQL server that a test may stop, kill and start again; its data outlive all of that. */
export interface TestDatabaseServer {
  readonly server: TestServer;
  stop(): Promise<void>;
  kill(): void;
  /** Starts it again on the same port and data, after `stop` or `kill`. */
  start(): Promise<void>;
}

/** Starts PostgreSQL in `home`, with all roles and without fsync: what a test run writes is thrown away. */
export async function startDatabaseServer(home: Home, maxConnections: number): Promise<TestDatabaseServer> {
  const [port = 0] = await testPorts(1);
  const launch = async (): Promise<Runnable> => {
    const postgres = await startPostgres(home, { port, maxConnections, fsync: false });
    noteProcess(home.root, postgres.identity);
    postgres.unref();
    return postgres;
  };
  let running = await launch();
  const address = { port, keys: home.keys };
  await ensureServiceDatabases(address);
  return {
    server: { kind: 'embedded', address },
    stop: () => running.stop(),
    kill: () => running.kill(),
    start: async () => {
      running = await launch();
    },
  };
}
