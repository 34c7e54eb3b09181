import type { Statement, Tx } from '#libs/platform/database/database';

const arm: Statement = {
  name: 'reminders-arm',
  text: `INSERT INTO deadline AS t (session_id, kind, shop_id, due_at)
    SELECT k.shop_id, 'REMINDER', k.shop_id, k.due_at FROM unnest($1::uuid[], $2::timestamptz[]) AS k (shop_id, due_at) ORDER BY k.shop_id
    ON CONFLICT (session_id, kind) DO UPDATE SET due_at = least(t.due_at, excluded.due_at)`,
};

const unattended: Statement = {
  name: 'shops-unattended',
  text: `SELECT k.shop_id AS "shopId", (SELECT count(*) FROM session AS s WHERE s.shop_id = k.shop_id AND s.close_reason IS NULL AND s.waiting_since IS NOT NULL) AS unanswered
    FROM unnest($1::uuid[]) AS k (shop_id)
    WHERE NOT EXISTS (SELECT 1 FROM account_copy AS a WHERE a.shop_id = k.shop_id AND a.active AND 'AGENT' = ANY (a.roles))`,
};

/** Sets shops' reminders; one that is set for earlier stays, and looks at the settings when it is due. No statement for none. */
export function armReminders(tx: Tx, reminders: readonly { readonly shopId: string; readonly dueAt: Date }[]): void {
  if (reminders.length > 0) tx.send(arm, [reminders.map(({ shopId }) => shopId), reminders.map(({ dueAt }) => dueAt)]);
}

/** Those of the shops that have no agents, with how many of their buyers wait for an answer (SES-19). */
export async function unattendedShops(tx: Tx, shops: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ shopId: string; unanswered: number }>(unattended, [shops]);
  return new Map(rows.map(({ shopId, unanswered }) => [shopId, unanswered]));
}
