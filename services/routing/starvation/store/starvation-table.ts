import type { Statement, Tx } from '#libs/platform/database/database';
import { askForAlerts } from '../../alerts/store/told-alerts';
import { instant, table, text, uuid } from '#libs/platform/database/table';
import { insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { StarvationReason } from '../domain/starvation-reason';
import type { StarvationSeen } from '../domain/starvation-seen';
import type { Starved } from '../domain/starved';

/** The last buyer of each pool who was found waiting although an agent had room, and why. */
export const starvationTable = table('starvation', {
  shopId: uuid().key(),
  pool: text().key(),
  sessionId: uuid(),
  agentId: uuid(),
  reason: text<StarvationReason>(),
  foundAt: instant(),
});

/** What another process has found too, or what is found again, is no second finding, unless more is known of its reason. */
const save = insertRows(starvationTable, {
  name: 'routing-save-starvation',
  onConflict: {
    update: ['sessionId', 'agentId', 'reason', 'foundAt'],
    where: `t.session_id <> excluded.session_id OR (t.reason <> excluded.reason AND (t.reason = 'HELD_UP' OR excluded.reason = 'NOT_MOVED'))`,
  },
  returning: ['pool'],
});

const forget: Statement = {
  name: 'routing-forget-starvation',
  text: `DELETE FROM starvation WHERE shop_id = $1 AND found_at < $2`,
};

const hourMs = 3_600_000;

const read: Statement = {
  name: 'routing-read-starvation',
  text: `SELECT s.pool, s.agent_id AS "agentId", s.reason, s.found_at AS "foundAt",
      EXISTS (SELECT FROM waiting w WHERE w.shop_id = s.shop_id AND w.session_id = s.session_id) AS lasts
    FROM starvation s WHERE s.shop_id = $1 AND s.found_at > $2 ORDER BY s.pool`,
};

/** Writes the findings of one shop, and forgets those of more than an hour ago. Answers how many of them were new. */
export async function saveStarved(tx: Tx, starved: readonly Starved[], reason: StarvationReason, foundAt: Date): Promise<number> {
  const [first] = starved;
  if (!first) return 0;
  tx.send(forget, [first.shopId, hourBefore(foundAt)]);
  askForAlerts(tx, first.shopId, foundAt);
  const written = await tx.query(save, [jsonRows(starved.map((one) => ({ ...one, reason, foundAt })))]);
  return written.length;
}

/** What was found in a shop within the last hour. */
export const readStarvation = (tx: Tx, shopId: string, now: Date): Promise<StarvationSeen[]> =>
  tx.query<StarvationSeen & Record<string, unknown>>(read, [shopId, hourBefore(now)]);

const hourBefore = (instant: Date): Date => new Date(instant.getTime() - hourMs);
