import { systemTrigger } from '#libs/contracts/index';
import { repeat } from '#libs/messaging/index';
import type { Deps, Worker } from '#libs/service/run-service';
import { lockShopCopy } from '../../copies/store/shop-copies';
import { cnEdition, cnTable } from '../domain/cn-table';
import { loadHolidays, saveHolidays, shopsBehind } from '../store/holiday-tables';
import { saveAnew } from './save-anew';

const everyMs = 60_000;

type Needs = Pick<Deps, 'db' | 'workerDb' | 'outbox' | 'clock' | 'newId'>;

/**
 * After an update of the product: brings the hours of shops that follow the built-in holidays to this build's edition of them. It goes on looking, because a
 * process of the older build may still save hours for a while.
 */
export const newerTable = (deps: Needs & Pick<Deps, 'log'>): Worker => ({
  name: 'newer-holidays',
  ...repeat('newer-holidays', everyMs, () => bringUpToDate(deps), deps.log),
});

/** All shops that are behind, one transaction each; any process of the service may do it, several at once too. */
export async function bringUpToDate(deps: Needs): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const shops = await shopsBehind(deps.workerDb, after);
    for (const shopId of shops) await update(deps, shopId);
    const last = shops.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

const update = (deps: Needs, shopId: string): Promise<void> =>
  deps.db.transaction([shopId], async (tx) => {
    const shop = await lockShopCopy(tx, shopId);
    const row = await loadHolidays(tx, shopId);
    if (!shop || !row || row.source !== 'CN' || row.edition >= cnEdition) return;
    saveHolidays(tx, { ...row, edition: cnEdition });
    const place = { tx, shopId, shop, now: deps.clock.now() };
    const reason = `The holidays are known up to ${cnTable.toYear} now.`;
    await deps.outbox.append(tx, (await saveAnew(deps, place, reason, systemTrigger())).events);
  });
