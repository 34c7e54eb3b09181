import type { Statement, Tx } from '#libs/platform/database/database';
import type { ScriptSent } from '../../conversation/domain/change';

/* In the order of the key, so that flights do not wait for each other in a circle. */
const count: Statement = {
  name: 'script-uses-count',
  text: `INSERT INTO script_use AS t (shop_id, script_id, agent_id, uses, last_used_at)
    SELECT shop_id, script_id, agent_id, count(*)::int, max(at) FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[]) AS k (shop_id, script_id, agent_id, at)
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (shop_id, script_id, agent_id) DO UPDATE SET uses = t.uses + excluded.uses, last_used_at = greatest(t.last_used_at, excluded.last_used_at)`,
};

/** Counts scripts as sent (KB-23). No statement for none. */
export function countUses(tx: Tx, sent: readonly ScriptSent[]): void {
  if (sent.length === 0) return;
  tx.send(count, [
    sent.map(({ shopId }) => shopId),
    sent.map(({ scriptId }) => scriptId),
    sent.map(({ agentId }) => agentId),
    sent.map(({ at }) => at),
  ]);
}
