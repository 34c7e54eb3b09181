import { dropTestDatabases } from './external-stack';
import { releaseSharedBroker } from './shared-broker';
import { removeTestHome } from './test-home';
import { testStack } from './test-stack';

/** Ends everything the run started and removes its folder; data of a test run are thrown away, so nothing is stopped politely. */
export default async function globalTeardown(): Promise<void> {
  if (process.env.JIEDAI_TEST_STACK === undefined) return;
  const { root, server } = testStack();
  await releaseSharedBroker();
  removeTestHome(root);
  if (server.kind === 'external') await dropTestDatabases(server);
}
