import { join } from 'node:path';
import { graphqlRequest, type GraphqlAnswer } from '#infra/launcher/graphql-request';
import { audience, issuerName, openIssuer, type TokenClaims } from '#infra/launcher/issuer';
import {
  embeddedKafka,
  foreignVariables,
  processNames,
  processVariables,
  type ProcessName,
  type SystemEnvironment,
} from '#infra/launcher/system-environment';
import { keptSecret } from '#infra/postgres/passwords';
import { serviceNames } from '#infra/postgres/service-databases';
import { freePorts } from '#infra/process/port';
import { startBroker, type TestBroker } from './broker';
import { createDatabases } from './databases';
import { setClockFile, type ClockSetting } from './test-clock';
import { makeInnerHome } from './test-home';
import { startProcess, type TestProcess } from './test-process';
import { testStack } from './test-stack';

export interface SystemOptions {
  /** Which processes to start; all six when absent. */
  readonly processes?: readonly ProcessName[];
  /** Where the clock stands at the start; the machine's time when absent. */
  readonly clock?: ClockSetting;
  /** Further environment for every process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Whole services against their own broker and databases, on free ports. */
export interface TestSystem {
  readonly broker: TestBroker;
  readonly databases: SystemEnvironment['databases'];
  readonly environment: SystemEnvironment;
  process(name: ProcessName): TestProcess;
  /** One more copy of a service, on a port of its own; the gateway goes on asking the first one. */
  addCopy(name: ProcessName): Promise<TestProcess>;
  setClock(setting: ClockSetting): void;
  /** A token as the local issuer gives it. */
  token(claims: Partial<TokenClaims> & Pick<TokenClaims, 'roles'>): Promise<string>;
  /** One request to the gateway; without a token when `token` is undefined. */
  graphql<T>(token: string | undefined, query: string, variables?: Readonly<Record<string, unknown>>): Promise<GraphqlAnswer<T>>;
  stop(): Promise<void>;
}

/** Starts a system of real processes from dist and waits until each is ready. Call `stop` in `afterAll`; whatever is left goes with the run. */
export async function startSystem({
  processes = processNames,
  clock = { offsetMs: 0 },
  env = {},
}: SystemOptions = {}): Promise<TestSystem> {
  const home = makeInnerHome(testStack().root, 'system');
  const clockFile = join(home.root, 'clock.json');
  setClockFile(clockFile, clock);
  const [broker, databases, ports, issuer] = await Promise.all([
    startBroker(home),
    createDatabases(serviceNames),
    freePorts(processNames.length),
    openIssuer(home.keys),
  ]);
  const environment: SystemEnvironment = {
    mode: 'development',
    logLevel: 'info',
    clockFile,
    passportSecrets: keptSecret(home.keys, 'passport'),
    kafka: embeddedKafka(broker.port),
    databases,
    ports: Object.fromEntries(processNames.map((name, at) => [name, ports[at]])) as Record<ProcessName, number>,
    issuer: { jwksFile: issuer.jwksFile, name: issuerName, audience },
  };
  const started: TestProcess[] = [];
  const launch = async (name: ProcessName, port: number): Promise<TestProcess> => {
    const variables = { ...foreign(), ...processVariables(environment, name), JIEDAI_PORT: String(port), ...env };
    const launched = await startProcess({ name, port, env: variables, logFile: join(home.logs, `${name}-${port}.log`), root: home.root });
    started.push(launched);
    return launched;
  };
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((each) => each.stop()));
    broker.kill();
  };
  const first = Object.fromEntries(
    await Promise.all(processes.map(async (name) => [name, await launch(name, environment.ports[name])] as const)),
  );
  await Promise.all(started.map((each) => each.ready())).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    broker,
    databases,
    environment,
    process: (name) => first[name] ?? notStarted(name),
    addCopy: async (name) => {
      const copy = await launch(name, (await freePorts(1))[0] ?? 0);
      await copy.ready();
      return copy;
    },
    setClock: (setting) => setClockFile(clockFile, setting),
    token: ({ subject = 'test', name = 'Test', ...claims }) => issuer.mint({ subject, name, ...claims }),
    graphql: (token, query, variables) =>
      graphqlRequest({ url: `http://127.0.0.1:${environment.ports.gateway}/graphql`, token, query, ...(variables && { variables }) }),
    stop,
  };
}

const notStarted = (name: ProcessName): never => {
  throw new Error(`This system was started without ${name}`);
};

/** The surrounding environment without the test runner's own settings. */
function foreign(): Record<string, string> {
  const { NODE_ENV: _mode, NODE_OPTIONS: _options, JEST_WORKER_ID: _worker, ...rest } = foreignVariables(process.env);
  return rest;
}
