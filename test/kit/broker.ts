import { startKafka } from '#infra/kafka/start-kafka';
import type { Home } from '#infra/process/home';
import { freePorts } from '#infra/process/port';
import type { Runnable } from '#infra/process/runnable';
import { makeInnerHome, noteProcess } from './test-home';
import { testStack } from './test-stack';

/** A broker that a test may stop, kill, freeze and start again; its data outlive all of that. */
export interface TestBroker {
  readonly brokers: string;
  readonly port: number;
  stop(): Promise<void>;
  kill(): void;
  freeze(): void;
  thaw(): void;
  /** Starts it again on the same port and data, after `stop` or `kill`. */
  start(): Promise<void>;
}

/** Starts a broker for one test file alone, in some 2 s. */
export async function startBroker(home: Home = makeInnerHome(testStack().root, 'broker')): Promise<TestBroker> {
  const [port = 0, controllerPort = 0] = await freePorts(2);
  const launch = async (): Promise<Runnable> => {
    const broker = await startKafka(home, { port, controllerPort }, () => undefined);
    noteProcess(home.root, broker.identity);
    broker.unref();
    return broker;
  };
  let running = await launch();
  const signal = (name: NodeJS.Signals): void => void process.kill(running.identity.pid, name);
  return {
    brokers: `127.0.0.1:${port}`,
    port,
    stop: () => running.stop(),
    kill: () => running.kill(),
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    start: async () => {
      running = await launch();
    },
  };
}
