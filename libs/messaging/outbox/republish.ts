import type { Database } from '#libs/platform/database/database';
import { createRecoveryStore } from '../healing/recovery-store';

/**
 * Makes the running relays publish a shop's stream again from number `from` of its present incarnation on: they notice the cursor's new generation
 * within two comparisons. Consumers drop what they have and take what they lack. Answers false when nothing of it was ever published.
 */
export const republish = async (workerDb: Database, stream: string, shopId: string, from: number): Promise<boolean> =>
  (await createRecoveryStore(workerDb).rewind({ stream, shopId }, from, null)).length > 0;
