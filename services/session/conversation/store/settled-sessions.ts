import type { Statement, Tx } from '#libs/platform/database/database';

/** How far routing is with a session: it has decided; it has given it to an agent, or the session is over. */
export interface Settled {
  readonly DECIDED: boolean;
  readonly ASSIGNED: boolean;
}

const read: Statement = {
  name: 'sessions-settled',
  text: `SELECT s.id, s.state NOT IN ('BOT', 'QUEUED') OR s.routing_revision > 0 AND s.returned_at IS NULL AS "DECIDED",
      s.state NOT IN ('BOT', 'QUEUED', 'LEFT_MESSAGE') AS "ASSIGNED"
    FROM unnest($1::uuid[]) AS k (id) JOIN LATERAL (SELECT * FROM session WHERE id = k.id LIMIT 1) AS s ON true`,
};

export async function settledSessions(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Settled>> {
  const rows = await tx.query<Settled & { id: string }>(read, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}
