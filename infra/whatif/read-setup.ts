import type { Database, Statement } from '#libs/platform/database/database';
import { noRules, type RoutingRules } from '#services/routing/rules/domain/routing-rules';
import { readRules } from '#services/routing/rules/store/rules-table';

const weights: Statement = {
  name: 'whatif-weights',
  text: 'SELECT account_id AS id, weight FROM agent WHERE shop_id = $1 AND weight IS NOT NULL',
};

/** What managers have set up of routing, and the shares of agents, as they are now: no event tells it. */
export const readSetup = (
  routing: Database,
  shopId: string,
): Promise<{ readonly rules: RoutingRules; readonly weights: ReadonlyMap<string, number> }> =>
  routing.transaction([shopId], async (tx) => {
    const rules = (await readRules(tx, [shopId])).get(shopId) ?? noRules;
    const rows = await tx.query<{ id: string; weight: number }>(weights, [shopId]);
    return { rules, weights: new Map(rows.map(({ id, weight }) => [id, weight])) };
  });
