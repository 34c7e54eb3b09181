import type { Database, Statement } from '#libs/platform/database/database';
import { outcomeName, type Decided, type OutcomeName } from './save-decisions';
import type { SessionKey } from '../../queue/store/load-placements';

/** A session's latest outcome as clients read it. `inputs` and `candidates` are the decision's record (domain/decision-record.ts). */
export interface RoutedView {
  readonly shopId: string;
  readonly sessionId: string;
  readonly revision: number;
  readonly outcome: OutcomeName;
  readonly cause: string;
  readonly rule: string;
  readonly agentId: string | null;
  readonly pool: string;
  readonly decidedAt: Date;
  readonly settingsVersion: number | null;
  readonly scheduleVersion: number | null;
  readonly inputs: string;
  readonly candidates: string;
}

const latest: Statement = {
  name: 'routing-find-routed',
  text: `SELECT d.shop_id AS "shopId", d.session_id AS "sessionId", d.revision, d.outcome, d.cause, d.rule, d.agent_id AS "agentId", d.pool,
      d.decided_at AS "decidedAt", d.settings_version AS "settingsVersion", d.schedule_version AS "scheduleVersion", d.inputs, d.candidates
    FROM unnest($1::uuid[], $2::uuid[]) AS k (shop_id, session_id) CROSS JOIN LATERAL (
      SELECT * FROM decision WHERE shop_id = k.shop_id AND session_id = k.session_id ORDER BY revision DESC LIMIT 1) d`,
};

/** The latest outcomes of sessions, by session; sessions without one, and of shops they do not belong to, are missing. */
export async function findRouted(db: Database, keys: readonly SessionKey[]): Promise<Map<string, RoutedView>> {
  if (keys.length === 0) return new Map();
  const shops = [...new Set(keys.map(({ shopId }) => shopId))];
  const rows = await db.transaction(shops, (tx) =>
    tx.query<RoutedView>(latest, [keys.map(({ shopId }) => shopId), keys.map(({ sessionId }) => sessionId)]),
  );
  return new Map(rows.map((row) => [row.sessionId, row]));
}

/** The same view of a decision that has just been written. */
export function routedViewOf({ shopId, outcome }: Decided): RoutedView {
  const { route, record } = outcome;
  return {
    shopId,
    sessionId: outcome.sessionId,
    revision: outcome.revision,
    outcome: outcomeName(outcome),
    cause: route.cause,
    rule: route.rule,
    agentId: route.outcome === 'assigned' ? route.agentId : null,
    pool: outcome.pool,
    decidedAt: outcome.decidedAt,
    settingsVersion: outcome.settingsVersion,
    scheduleVersion: outcome.scheduleVersion,
    ...record,
  };
}
