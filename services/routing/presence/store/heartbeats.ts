import type { Database, Statement } from '#libs/platform/database/database';
import { readSettings } from '../../copies/store/shop-copy';
import { saveDeadlines } from '../../reception/store/deadline-table';
import type { Presence } from '../domain/agent';
import { isStale } from '../domain/heartbeat';

/** An agent row is written for a heartbeat at most once in so many seconds. */
const everySeconds = 30;

/** Beside the flights: a heartbeat changes nothing that routing decides on, so it takes no shop's lock. */
const beat: Statement = {
  name: 'routing-beat',
  text: `WITH beaten AS (UPDATE agent SET last_heartbeat_at = $3, heartbeat_device = $4 WHERE shop_id = $1 AND account_id = $2
      AND (last_heartbeat_at IS NULL OR last_heartbeat_at <= $3::timestamptz - interval '${everySeconds} seconds'))
    SELECT EXISTS (SELECT FROM stale_agent s WHERE s.shop_id = $1 AND s.account_id = $2) AS "wasStale" FROM agent a JOIN account_copy c ON c.shop_id = a.shop_id AND c.account_id = a.account_id
    WHERE a.shop_id = $1 AND a.account_id = $2 AND c.active AND c.has_agent_role`,
};

const read: Statement = {
  name: 'routing-read-heartbeats',
  text: `SELECT account_id AS id, presence, presence_since AS "presenceSince", last_heartbeat_at AS "lastHeartbeatAt", heartbeat_device AS device
    FROM agent WHERE shop_id = $1 AND account_id = ANY ($2::uuid[])`,
};

/** Takes a heartbeat down, and has it told where the agent was stale; false when the account is not known as an agent here. */
export async function storeHeartbeat(db: Database, shopId: string, agentId: string, device: string | null, now: Date): Promise<boolean> {
  return db.transaction([shopId], async (tx) => {
    const [known] = await tx.query<{ wasStale: boolean }>(beat, [shopId, agentId, now, device]);
    if (known?.wasStale) saveDeadlines(tx, [{ shopId, kind: 'STALE_PRESENCE', dueAt: now }]);
    return known !== undefined;
  });
}

export interface HeartbeatView {
  readonly lastHeartbeatAt: Date | null;
  readonly device: string | null;
  readonly isStale: boolean;
}

interface Row {
  readonly id: string;
  readonly presence: Presence;
  readonly presenceSince: Date | null;
  readonly lastHeartbeatAt: Date | null;
  readonly device: string | null;
}

/** When agents were last heard of, and whether that is too long ago (RTE-60). */
export async function readHeartbeats(db: Database, shopId: string, ids: readonly string[], now: Date): Promise<Map<string, HeartbeatView>> {
  const [rows, settings] = await db.transaction([shopId], (tx) =>
    Promise.all([tx.query<Row & Record<string, unknown>>(read, [shopId, ids]), readSettings(tx, [shopId])]),
  );
  const minutes = settings.get(shopId)?.policy.staleAfterMinutes ?? null;
  return new Map(
    rows.map((row) => [row.id, { lastHeartbeatAt: row.lastHeartbeatAt, device: row.device, isStale: isStale(row, minutes, now) }]),
  );
}
