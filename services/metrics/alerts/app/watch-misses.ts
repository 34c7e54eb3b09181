import type { Tx } from '#libs/platform/database/database';
import type { SessionFigure } from '../../figures/domain/session-figure';
import { missMeasures, rateDays } from '../domain/rate-alert';
import { watchRates } from '../store/watched-rates';

const misses = ({ added }: SessionFigure): boolean => missMeasures.some((measure) => (added?.shop[measure] ?? 0) > 0);

/** A rate falls only when a session of the dates it is looked at over comes to lower it: these shops are looked at. */
export function watchMisses(tx: Tx, before: readonly SessionFigure[], after: readonly SessionFigure[], now: Date): void {
  const oldest = now.getTime() - (rateDays + 1) * 86_400_000;
  const missed = after.filter((figure) => figure.openedAt.getTime() > oldest && misses(figure));
  if (missed.length === 0) return;
  const known = new Set(before.filter(misses).map(({ sessionId }) => sessionId));
  const shops = new Set(missed.filter(({ sessionId }) => !known.has(sessionId)).map(({ shopId }) => shopId));
  if (shops.size > 0) watchRates(tx, [...shops], now);
}
