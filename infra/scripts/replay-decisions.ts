import { parseArgs } from 'node:util';
import { parseInstant } from '#libs/calendar/index';
import type { Database, Statement } from '#libs/platform/database/database';
import { isId } from '#libs/platform/process/ids';
import { say } from '#infra/launcher/console-output';
import { isByHand, replayDecision, type Difference } from '#services/routing/decision/domain/replay-decision';
import { listDecisions, type DecisionPosition } from '#services/routing/decision/store/list-decisions';
import { runScript } from './run-script';
import { openAppDatabase, openWorkerDatabase } from './worker-database';

const usage = 'npm run replay:decisions [-- --shop <id>] [--from <instant>] [--to <instant>]';

/**
 * `npm run replay:decisions [-- --shop <id>] [--from <instant>] [--to <instant>]`: decides again on what each stored decision saw (INV-4). Names those that come out
 * otherwise, and ends with code 1 if there is one. What people did by hand is counted and passed over.
 */
runScript(async () => {
  const text = { type: 'string' } as const;
  const { shop, from, to } = parseArgs({ options: { shop: text, from: text, to: text } }).values;
  if (shop !== undefined && !isId(shop)) throw new Error(`Name a shop by its id.\n${usage}`);
  const span = { from: instantOf(from), to: instantOf(to) };
  const db = openAppDatabase('routing');
  const total = { replayed: 0, byHand: 0, different: 0 };
  for (const shopId of shop === undefined ? await allShops() : [shop]) {
    const found = await replayShop(db, shopId, span);
    total.replayed += found.replayed;
    total.byHand += found.byHand;
    total.different += found.differences.length;
    for (const { decisionId, sessionId, kept, replayed } of found.differences)
      say(`shop ${shopId}, session ${sessionId}, decision ${decisionId}: kept ${kept}, replayed ${replayed}`);
  }
  await db.close();
  say(`${total.replayed} decisions were replayed, ${total.different} of them came out otherwise; ${total.byHand} were made by hand.`);
  if (total.different > 0) throw new Error('Some decisions come out otherwise.');
});

function instantOf(given: string | undefined): Date | null {
  if (given === undefined) return null;
  const instant = parseInstant(given);
  if (!instant) throw new Error(`${given} is no instant such as 2026-03-02T01:00:00Z.\n${usage}`);
  return instant;
}

const shops: Statement = { name: 'replay-shops', text: 'SELECT id FROM shop_state ORDER BY id' };

async function allShops(): Promise<string[]> {
  const db = openWorkerDatabase('routing');
  const rows = await db.transaction([], (tx) => tx.query<{ id: string }>(shops));
  await db.close();
  return rows.map(({ id }) => id);
}

const numbers: Statement = { name: 'replay-agents', text: 'SELECT agent_no AS "no", account_id AS "id" FROM agent WHERE shop_id = $1' };

const everything = { sessionId: null, agentId: null, outcome: null, cause: null, rule: null };

async function replayShop(
  db: Database,
  shopId: string,
  span: { readonly from: Date | null; readonly to: Date | null },
): Promise<{ readonly replayed: number; readonly byHand: number; readonly differences: readonly Difference[] }> {
  const agents = await db.transaction([shopId], (tx) => tx.query<{ no: number; id: string }>(numbers, [shopId]));
  const accounts = new Map(agents.map(({ no, id }) => [no, id]));
  const differences: Difference[] = [];
  let [replayed, byHand] = [0, 0];
  let after: DecisionPosition | null = null;
  for (;;) {
    const { rows, more } = await listDecisions(db, shopId, { ...everything, ...span }, { after, first: 500 });
    for (const row of rows) {
      if (isByHand(row)) byHand += 1;
      else {
        replayed += 1;
        const difference = replayDecision(row, (agentNo) => accounts.get(agentNo) ?? '');
        if (difference) differences.push(difference);
      }
    }
    const last = rows.at(-1);
    if (!more || !last) return { replayed, byHand, differences };
    after = { sessionId: last.sessionId, revision: last.revision };
  }
}
