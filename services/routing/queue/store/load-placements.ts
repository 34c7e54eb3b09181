import type { Statement, Tx } from '#libs/platform/database/database';
import { standingFrom, type Assignment, type ReleaseReason, type Standing, type Tombstone } from '../domain/session-placement';
import { entryOf, type WaitingRow } from './waiting-rows';

export interface SessionKey {
  readonly shopId: string;
  readonly sessionId: string;
}

type StandingRow = { readonly shop_id: string; readonly session_id: string; readonly known_revision: number | null } & Nullable<
  Omit<WaitingRow, 'shop_id' | 'session_id'> & {
    readonly agent_id: string;
    readonly a_revision: number;
    readonly cause: string;
    readonly over: string;
    readonly assigned_at: Date;
    readonly held_at: Date;
    readonly released_at: Date;
    readonly release_reason: ReleaseReason;
    readonly t_kind: Tombstone['kind'];
    readonly at: Date;
  }
>;

type Nullable<T> = { readonly [K in keyof T]: T[K] | null };

const find: Statement = {
  name: 'routing-find-standings',
  text: `SELECT k.shop_id, k.session_id, d.revision AS known_revision,
      w.kind, w.place, w.pool, w.band, w.enqueued_at, w.opened_at, w.revision, w.facts,
      a.agent_id, a.revision AS a_revision, a.cause, a.over, a.assigned_at, a.held_at, a.released_at, a.release_reason,
      t.kind AS t_kind, t.at
    FROM unnest($1::uuid[], $2::uuid[]) AS k (shop_id, session_id)
    LEFT JOIN waiting w ON w.shop_id = k.shop_id AND w.session_id = k.session_id
    LEFT JOIN tombstone t ON t.shop_id = k.shop_id AND t.session_id = k.session_id
    LEFT JOIN LATERAL (
      SELECT revision FROM decision WHERE shop_id = k.shop_id AND session_id = k.session_id ORDER BY revision DESC LIMIT 1) d ON true
    LEFT JOIN LATERAL (
      SELECT * FROM assignment WHERE shop_id = k.shop_id AND session_id = k.session_id ORDER BY revision DESC LIMIT 1) a ON true`,
};

/** Where the sessions that a flight's inputs name stand, by shop; a session nobody knows is among them. */
export async function loadStandings(tx: Tx, keys: readonly SessionKey[]): Promise<Map<string, Standing[]>> {
  const byShop = new Map<string, Standing[]>();
  if (keys.length === 0) return byShop;
  const distinct = [...new Map(keys.map((key) => [`${key.shopId} ${key.sessionId}`, key])).values()];
  const rows = await tx.query<StandingRow>(find, [distinct.map((key) => key.shopId), distinct.map((key) => key.sessionId)]);
  for (const row of rows) {
    const list = byShop.get(row.shop_id);
    if (list) list.push(standingOf(row));
    else byShop.set(row.shop_id, [standingOf(row)]);
  }
  return byShop;
}

const standingOf = (row: StandingRow): Standing =>
  standingFrom(row.session_id, row.known_revision ?? 0, {
    waiting: row.kind === null ? null : entryOf(row as WaitingRow),
    assignment: row.agent_id === null ? null : assignmentOf(row),
    tombstone: row.t_kind === null ? null : { sessionId: row.session_id, kind: row.t_kind, at: row.at! },
  });

const assignmentOf = (row: StandingRow): Assignment => ({
  sessionId: row.session_id,
  agentId: row.agent_id!,
  revision: row.a_revision!,
  cause: row.cause!,
  over: row.over,
  assignedAt: row.assigned_at!,
  heldAt: row.held_at,
  releasedAt: row.released_at,
  releaseReason: row.release_reason,
});
