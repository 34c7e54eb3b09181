import type { Outbox } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database/database';
import { saveCases } from '../store/save-cases';
import type { Workbench } from './workbench';

/** Writes what the decisions have changed, and last their events, whose counters everybody else waits for. */
export async function saveWork(tx: Tx, outbox: Outbox, bench: Workbench, now: Date): Promise<void> {
  const { changes, events } = bench.results(now);
  await Promise.all([saveCases(tx, changes), outbox.append(tx, events)]);
}
