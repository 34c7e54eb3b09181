import type { Database, Statement } from '#libs/platform/database/database';
import type { KeptDecision } from '#services/routing/decision/domain/replay-decision';
import { lookAtShops } from '#services/routing/starvation/store/look-at-shops';
import type { PlacementRows } from '#test/faults/history/conservation';

const text = (name: string, sql: string): Statement => ({ name: `storm-${name}`, text: sql });

/** Rows that must not exist once everything is settled: each is a broken promise, named by its first column. */
const forbidden: readonly Statement[] = [
  text('waiting', `SELECT 'still waits ' || session_id AS broken FROM waiting WHERE shop_id = $1`),
  text('live', `SELECT 'still assigned ' || session_id AS broken FROM assignment WHERE shop_id = $1 AND released_at IS NULL`),
  text(
    'loads',
    `SELECT 'load left at ' || account_id AS broken FROM agent WHERE shop_id = $1 AND (normal_load, over_load, held) <> (0, 0, 0)`,
  ),
  text('tombstones', `SELECT 'tombstone of ' || session_id AS broken FROM tombstone WHERE shop_id = $1 AND kind <> 'CLOSED'`),
  text('parked', `SELECT 'parked ' || subject AS broken FROM parked WHERE shop_id = $1`),
  text('counts', `SELECT 'counts left' AS broken FROM shop_state WHERE id = $1 AND (pools <> '{}' OR pending_count > 0 OR sweep_due)`),
];

/** What is not yet settled of a shop whose sessions are all closed: every sentence is a broken promise, unless events are still on their way. */
export const unsettled = (routingDb: Database, shopId: string): Promise<string[]> =>
  routingDb.transaction([shopId], async (tx) => {
    const found: string[] = [];
    for (const statement of forbidden) found.push(...(await tx.query<{ broken: string }>(statement, [shopId])).map(({ broken }) => broken));
    return found;
  });

export interface RoutingRows {
  readonly placements: PlacementRows;
  readonly decisions: readonly KeptDecision[];
  accountOf(agentNo: number): string;
}

/** What routing has stored of a shop, for the checkers to hold against its facts. */
export const readRows = (routingDb: Database, shopId: string): Promise<RoutingRows> =>
  routingDb.transaction([shopId], async (tx) => {
    const waiting = await tx.query<{ sessionId: string }>(waitingRows, [shopId]);
    const assigned = await tx.query<{ sessionId: string; agentId: string }>(assignedRows, [shopId]);
    const agents = await tx.query<{ agentId: string; agentNo: number; load: number }>(agentRows, [shopId]);
    const decisions = await tx.query<KeptDecision>(decisionRows, [shopId]);
    const accounts = new Map(agents.map(({ agentNo, agentId }) => [agentNo, agentId]));
    return {
      placements: { waiting: waiting.map(({ sessionId }) => sessionId), assigned, loads: agents },
      decisions,
      accountOf: (agentNo) => accounts.get(agentNo) ?? '',
    };
  });

const waitingRows = text('waiting-rows', 'SELECT session_id AS "sessionId" FROM waiting WHERE shop_id = $1');
const assignedRows = text(
  'assigned-rows',
  'SELECT session_id AS "sessionId", agent_id AS "agentId" FROM assignment WHERE shop_id = $1 AND released_at IS NULL',
);
const agentRows = text(
  'agent-rows',
  'SELECT account_id AS "agentId", agent_no AS "agentNo", normal_load + over_load AS load FROM agent WHERE shop_id = $1',
);
const decisionRows = text(
  'decisions',
  'SELECT id, session_id AS "sessionId", outcome, inputs, candidates, rule, cause, agent_id AS "agentId" FROM decision WHERE shop_id = $1',
);

/** Shops in which, by one look at the committed rows, somebody waits beside an agent with room who may take them: never any, since each transaction drains to the end. */
export const idleShops = async (routingDb: Database, shopIds: readonly string[]): Promise<string[]> => [
  ...new Set((await lookAtShops(routingDb, shopIds, new Date(), [])).map(({ shopId }) => shopId)),
];
