import { removeTestHome } from './test-home';
import { testStack } from './test-stack';

/** Ends everything the run started and removes its folder; data of a test run are thrown away, so nothing is stopped politely. */
export default function globalTeardown(): void {
  if (process.env.JIEDAI_TEST_STACK !== undefined) removeTestHome(testStack().root);
}
