import { count } from '#libs/platform/telemetry/readings';
import type { Deps } from '#libs/service/run-service';
import type { Engine } from '../../flight/app/engine';
import type { Starved } from '../domain/starved';
import { lookAtShops } from '../store/look-at-shops';
import { recount, type Finding } from '../store/recount-shop';
import { saveStarved } from '../store/starvation-table';
import { waitingShops } from '../store/waiting-shops';

/** One who was found at the last look. */
interface Suspect extends Starved {
  /** How often the shop was counted anew and drained for this buyer. */
  readonly tries: number;
}

/**
 * Nobody waits while somebody who may take them has room: each flight leaves a shop so, and this looks whether it is. Whoever is found in two looks, one
 * behind the other, is helped: the shop is counted anew from its rows and drained. Each call is one look.
 */
export function starvationWatch(
  { db, workerDb, clock, log }: Pick<Deps, 'db' | 'workerDb' | 'clock' | 'log'>,
  engine: Pick<Engine, 'wake'>,
  limited: readonly string[],
): () => Promise<void> {
  let suspects: readonly Suspect[] = [];
  let after: string | null = null;
  /** Whether the shop was drained. */
  const help = async (shopId: string, starved: readonly Suspect[]): Promise<boolean> => {
    const finding = await findingOf(db, shopId, starved, clock.now());
    if (!finding) return false;
    const { reason, buyers } = finding;
    for (let buyer = 0; buyer < buyers; buyer += 1) count('jiedai_starved_buyers_total', { reason });
    if (buyers > 0) log.error({ shopId, reason, count: buyers }, 'buyers waited although an agent had room');
    if (reason === 'HELD_UP') return false;
    return engine.wake([shopId]).then(
      () => true,
      () => false,
    );
  };
  return async () => {
    const { ids, more } = await waitingShops(workerDb, after);
    const isPart = after !== null || more;
    after = more ? (ids.at(-1) ?? null) : null;
    const seen = ids.length === 0 ? [] : await lookAtShops(db, ids, clock.now(), limited);
    const before = new Map(suspects.map((one) => [one.sessionId, one]));
    const found = seen.map((one): Suspect => ({ ...one, tries: before.get(one.sessionId)?.tries ?? 0 }));
    const again = found.filter(({ sessionId }) => before.has(sessionId));
    const shops = [...new Set(again.map(({ shopId }) => shopId))];
    const drained = await Promise.all(
      shops.map(async (shopId) =>
        (await help(
          shopId,
          again.filter((one) => one.shopId === shopId),
        ))
          ? [shopId]
          : [],
      ),
    );
    const helped = new Set(drained.flat());
    const looked = new Set(ids);
    suspects = [
      ...suspects.filter(({ shopId }) => isPart && !looked.has(shopId)),
      ...found.map((one) => (helped.has(one.shopId) ? { ...one, tries: one.tries + 1 } : one)),
    ];
  };
}

/** Why they starve; null when they wait no longer. A shop that cannot be locked is held up: that is written down all the same. */
async function findingOf(db: Deps['db'], shopId: string, starved: readonly Suspect[], now: Date): Promise<Finding | null> {
  try {
    return await recount(db, shopId, starved, now, Math.max(...starved.map(({ tries }) => tries)));
  } catch {
    const buyers = await db.transaction([shopId], (tx) => saveStarved(tx, starved, 'HELD_UP', now));
    return { reason: 'HELD_UP', buyers };
  }
}
