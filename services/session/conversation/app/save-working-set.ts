import type { Outbox } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database/database';
import { saveCases } from '../store/save-cases';
import type { WorkingSet } from './working-set';

/** Writes what the decisions have changed, and last their events, whose counters everybody else waits for. */
export async function saveWorkingSet(tx: Tx, outbox: Outbox, set: WorkingSet, now: Date): Promise<void> {
  const { changes, events } = set.results(now);
  await Promise.all([saveCases(tx, changes), outbox.append(tx, events)]);
}
