import { join } from 'node:path';
import { graphqlRequest, type GraphqlAnswer } from '#infra/launcher/graphql-request';
import type { TokenClaims } from '#infra/launcher/issuer';
import {
  foreignVariables,
  processNames,
  processVariables,
  type ProcessName,
  type SystemEnvironment,
} from '#infra/launcher/system-environment';
import type { Home } from '#infra/process/home';
import type { TestBroker } from './test-broker';
import type { TestDatabaseServer } from './database-server';
import type { SystemOptions } from './system-options';
import { startServers, type SystemServers } from './system-servers';
import { setClockFile, type ClockSetting } from './test-clock';
import { makeInnerHome } from './test-home';
import { testPorts } from './test-ports';
import { startProcess, type TestProcess } from './test-process';
import { testStack } from './test-stack';

/** Whole services against their own broker and databases, on free ports. */
export interface TestSystem {
  readonly broker: TestBroker;
  /** Defined with `ownDatabaseServer`. */
  readonly databaseServer: TestDatabaseServer | undefined;
  readonly databases: SystemEnvironment['databases'];
  readonly environment: SystemEnvironment;
  process(name: ProcessName): TestProcess;
  /** One more copy of a service, on a port of its own and with environment of its own; the gateway goes on asking the first one. */
  addCopy(name: ProcessName, env?: Readonly<Record<string, string>>): Promise<TestProcess>;
  setClock(setting: ClockSetting): void;
  /** A token as the local issuer gives it. */
  token(claims: Partial<TokenClaims> & Pick<TokenClaims, 'roles'>): Promise<string>;
  /** One request to the gateway; without a token when `token` is undefined. */
  graphql<T>(token: string | undefined, query: string, variables?: Readonly<Record<string, unknown>>): Promise<GraphqlAnswer<T>>;
  stop(): Promise<void>;
}

/** Starts a system of real processes from dist and waits until each is ready. Call `stop` in `afterAll`; whatever is left goes with the run. */
export async function startSystem(options: SystemOptions = {}): Promise<TestSystem> {
  const home = makeInnerHome(testStack().root, 'system');
  const servers = await startServers(home, options);
  const processes = new Processes(home, servers, options.env ?? {});
  const stop = async (): Promise<void> => {
    await processes.stop();
    servers.databaseServer?.kill();
    await servers.broker.release();
  };
  try {
    const names = options.processes ?? processNames;
    await Promise.all(names.map((name) => processes.launch(name, servers.environment.ports[name])));
    await processes.ready();
  } catch (error) {
    await stop();
    throw error;
  }
  return systemOf(servers, processes, stop);
}

function systemOf(
  { broker, databaseServer, issuer, clockFile, environment }: SystemServers,
  processes: Processes,
  stop: () => Promise<void>,
): TestSystem {
  const url = `http://127.0.0.1:${environment.ports.gateway}/graphql`;
  return {
    broker,
    databaseServer,
    databases: environment.databases,
    environment,
    process: (name) => processes.first(name),
    addCopy: async (name, env) => {
      const copy = await processes.launch(name, (await testPorts(1))[0] ?? 0, env);
      await copy.ready();
      return copy;
    },
    setClock: (setting) => setClockFile(clockFile, setting),
    token: ({ subject = 'test', name = 'Test', ...claims }) => issuer.mint({ subject, name, ...claims }),
    graphql: (token, query, variables = {}) => graphqlRequest({ url, token, query, variables }),
    stop,
  };
}

class Processes {
  private readonly started: TestProcess[] = [];

  constructor(
    private readonly home: Home,
    private readonly servers: SystemServers,
    private readonly extra: Readonly<Record<string, string>>,
  ) {}

  async launch(name: ProcessName, port: number, own: Readonly<Record<string, string>> = {}): Promise<TestProcess> {
    const shared = { ...surroundings(), ...processVariables(this.servers.environment, name) };
    const env = { ...shared, JIEDAI_PORT: String(port), ...this.extra, ...own };
    const logFile = join(this.home.logs, `${name}-${port}.log`);
    const launched = await startProcess({ name, port, env, logFile, root: this.home.root });
    this.started.push(launched);
    return launched;
  }

  first(wanted: ProcessName): TestProcess {
    const found = this.started.find(({ name }) => name === wanted);
    if (found === undefined) throw new Error(`This system was started without ${wanted}`);
    return found;
  }

  async ready(): Promise<void> {
    await Promise.all(this.started.map((each) => each.ready()));
  }

  async stop(): Promise<void> {
    await Promise.all(this.started.map((each) => each.stop()));
  }
}

/** The surrounding environment without the test runner's own settings. */
function surroundings(): Record<string, string> {
  const { NODE_ENV: _mode, NODE_OPTIONS: _options, JEST_WORKER_ID: _worker, ...rest } = foreignVariables(process.env);
  return rest;
}
