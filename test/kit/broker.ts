import { hasArchive } from '#infra/kafka/java-arguments';
import { startKafka } from '#infra/kafka/start-kafka';
import { keptUsers, type KafkaUsers } from '#infra/kafka/users';
import { embeddedKafka } from '#infra/launcher/system-environment';
import type { Home } from '#infra/process/home';
import type { Runnable } from '#infra/process/runnable';
import { borrowExternalBroker } from './external-broker';
import type { TestBroker } from './test-broker';
import { makeInnerHome, noteProcess } from './test-home';
import { testPorts } from './test-ports';
import { testStack } from './test-stack';

/**
 * A broker for one test file alone, without any topic: started in some 2 s, or lent by the external cluster. `data`: where its logs are to lie,
 * if not in its own home.
 */
export async function startBroker(data?: string): Promise<TestBroker> {
  const stack = testStack();
  if (stack.server.kind === 'external') return borrowExternalBroker(stack);
  const home = makeInnerHome(stack.root, 'broker');
  return startEmbeddedBroker({ ...home, kafka: data ?? home.kafka }, stack.kafka.sasl?.users as KafkaUsers);
}

/** Starts Kafka in `home`, with users of its own or those of another. */
export async function startEmbeddedBroker(home: Home, users = keptUsers(home.keys)): Promise<TestBroker> {
  const [port = 0, controllerPort = 0] = await testPorts(2);
  const launch = async (): Promise<Runnable> => {
    const broker = await startKafka(home, { port, controllerPort, users }, () => undefined);
    noteProcess(home.root, broker.identity);
    broker.unref();
    return broker;
  };
  let running = await launch();
  const signal = (name: NodeJS.Signals): void => void process.kill(running.identity.pid, name);
  return {
    brokers: `127.0.0.1:${port}`,
    data: home.kafka,
    kafka: embeddedKafka(port, users),
    stop: () => running.stop(),
    kill: () => running.kill(),
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    start: async () => {
      running = await launch();
    },
    // A killed broker leaves no class-data archive, so the very first one on a machine is stopped in order.
    release: async () => (hasArchive(home.cache) ? running.kill() : running.stop()),
  };
}
