import { readFileSync, writeFileSync } from 'node:fs';
import { accessAs } from '#infra/kafka/cluster';
import type { KafkaUser } from '#infra/kafka/users';
import type { SystemEnvironment } from '#infra/launcher/system-environment';
import type { KafkaAccess } from '#libs/platform/process/kafka-access';
import type { TestServer } from './test-server';

/** The servers that all test files of a run share. */
export interface TestStack {
  /** The run's own folder; everything that has to go with the run lives below it. */
  readonly root: string;
  readonly server: TestServer;
  /** The shared broker. Topics have fixed names, so a test that runs whole services starts its own (`startBroker`). */
  readonly kafka: SystemEnvironment['kafka'];
  readonly brokers: string;
  /** What the names of migrated databases begin with, which test databases are copied from. */
  readonly templatePrefix: string;
}

const variable = 'JIEDAI_TEST_STACK';

/** Tells test files and workers, through the environment they inherit, where the servers are. */
export function publishTestStack(stack: TestStack, file: string): void {
  writeFileSync(file, JSON.stringify(stack), { mode: 0o600 });
  process.env[variable] = file;
}

/** How a test reaches a broker: the shared one, or one that has the same users. */
export const accessTo = (brokers = testStack().brokers, user: KafkaUser = 'admin'): KafkaAccess =>
  accessAs({ ...testStack().kafka, brokers }, user);

let known: TestStack | undefined;

/** The servers of this test run. */
export function testStack(): TestStack {
  const file = process.env[variable];
  if (file === undefined) throw new Error('No servers run: tests that need them belong below test/, where jest starts them first');
  return (known ??= JSON.parse(readFileSync(file, 'utf8')) as TestStack);
}
