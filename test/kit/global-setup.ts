import { join } from 'node:path';
import { startEmbeddedBroker } from './broker';
import { startDatabaseServer } from './database-server';
import { dropTestDatabases, readExternalStack } from './external-stack';
import { shareBroker } from './shared-broker';
import { killNoted, makeTestHome, sweepStaleHomes } from './test-home';
import { publishTestStack, type TestStack } from './test-stack';

const maxConnections = 300;

/**
 * Starts the servers all tests share, in a folder and on ports of their own, or takes the ones named with JIEDAI_INFRA=external.
 */
export default async function globalSetup(): Promise<void> {
  sweepStaleHomes();
  const home = makeTestHome();
  endWithUs(home.root);
  const servers = await findServers(home);
  const stack: TestStack = {
    root: home.root,
    ...servers,
    brokers: servers.kafka.brokers,
    templatePrefix: `jiedai_template_${process.pid}`,
  };
  publishTestStack(stack, join(home.root, 'stack.json'));
}

async function findServers(home: ReturnType<typeof makeTestHome>): Promise<Pick<TestStack, 'server' | 'kafka'>> {
  const external = readExternalStack(process.env);
  if (external) {
    await dropTestDatabases(external.server);
    return external;
  }
  const [{ server }, broker] = await Promise.all([startDatabaseServer(home, maxConnections), startEmbeddedBroker(home)]);
  shareBroker(broker);
  return { server, kafka: broker.kafka };
}

/** A run that is interrupted takes its servers with it. */
function endWithUs(root: string): void {
  process.once('exit', () => killNoted(root));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      killNoted(root);
      process.exit(130);
    });
  }
}
