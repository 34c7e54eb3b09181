import { onScrape } from '#libs/platform/telemetry/readings';
import { whileRunning } from '#libs/platform/telemetry/while-running';
import type { Deps, Worker } from '#libs/service/run-service';
import { readQueueSum } from '../store/queue-sum';

/** Lets those who run the system see how long the queue is, and for how long somebody waits. */
export function watchQueue({ workerDb, clock }: Pick<Deps, 'workerDb' | 'clock'>): Worker {
  const longestWait = async (): Promise<number> => {
    const { since } = await readQueueSum(workerDb);
    return since === null ? 0 : Math.max(0, clock.now().getTime() - since.getTime()) / 1_000;
  };
  return {
    name: 'queue readings',
    ...whileRunning(() => [
      onScrape('jiedai_queue_length', async () => [{ labels: {}, value: (await readQueueSum(workerDb)).length }]),
      onScrape('jiedai_queue_longest_wait_seconds', async () => [{ labels: {}, value: await longestWait() }]),
    ]),
  };
}
