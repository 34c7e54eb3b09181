import type { ReceptionRules } from '#libs/calendar/index';
import { awaitCopy } from '#libs/platform/database/await-copy';
import type { Tx } from '#libs/platform/database/database';
import { shopNotFound } from '#libs/platform/errors';
import { loadShopCopy } from '../../copies/store/shop-copies';
import type { ReadDeps } from '../../deps';
import { loadOverride } from '../../overrides/store/overrides';
import { loadRuling, type Subject } from '../../hours/store/versions';

/** Whose reception is asked for, and from when on. */
export interface Asked {
  readonly shopId: string;
  readonly subject: Subject;
  readonly from: Date;
}

/** All that reception from an instant on depends on; undefined where the shop is not known here. */
export async function loadRules(tx: Tx, { shopId, subject, from }: Asked): Promise<ReceptionRules | undefined> {
  const [shop, versions, { override }] = await Promise.all([
    loadShopCopy(tx, shopId),
    loadRuling(tx, shopId, subject, from),
    loadOverride(tx, shopId),
  ]);
  return shop && { zone: shop.timeZone, versions, holidayMode: shop.holidayMode, override };
}

/** Reads with the rules from an instant on; waits up to 2 s for a shop not known here yet. */
export async function withRules<R>(
  { readDb }: ReadDeps,
  asked: Asked,
  read: (rules: ReceptionRules, tx: Tx) => R | Promise<R>,
): Promise<R> {
  const found = await awaitCopy(() =>
    readDb.transaction([asked.shopId], async (tx) => {
      const rules = await loadRules(tx, asked);
      return rules && { answer: await read(rules, tx) };
    }),
  );
  if (!found) throw shopNotFound('id', { retryable: true });
  return found.answer;
}
