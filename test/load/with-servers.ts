import globalSetup from '#test/kit/global-setup';
import globalTeardown from '#test/kit/global-teardown';

/** Runs something with the servers of the tests, which go with it. */
export async function withServers<T>(run: () => Promise<T>): Promise<T> {
  await globalSetup();
  try {
    return await run();
  } finally {
    await globalTeardown();
  }
}
