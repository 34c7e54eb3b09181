import type { Deps } from '#libs/service/run-service';
import { countDesk, type DeskCounts } from '../store/desk-counts';
import { startOfToday } from './desk-filter';

/** How many sessions the lists of an account's desk have. */
export async function readDeskCounts(deps: Pick<Deps, 'readDb' | 'clock'>, shopId: string, account: string | null): Promise<DeskCounts> {
  const today = await startOfToday(deps, shopId);
  return deps.readDb.transaction([shopId], (tx) => countDesk(tx, shopId, account, today));
}
