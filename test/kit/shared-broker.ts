import type { TestBroker } from './test-broker';

let shared: TestBroker | undefined;

/** Keeps the run's shared broker between the start and the end of the run, which are two modules of one process. */
export function shareBroker(broker: TestBroker): void {
  shared = broker;
}

/** The run is over: lets the shared broker go, if this run started one. */
export async function releaseSharedBroker(): Promise<void> {
  await shared?.release();
}
