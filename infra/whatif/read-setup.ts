import type { Database, Statement } from '#libs/platform/database/database';
import { noRules } from '#services/routing/rules/domain/routing-rules';
import type { AgentSkills } from '#services/routing/rules/domain/skills';
import { readRules } from '#services/routing/rules/store/rules-table';
import type { Period } from '#services/routing/whatif/domain/what-if';

const agents: Statement = {
  name: 'whatif-agents',
  text: 'SELECT account_id AS id, weight, skills FROM agent WHERE shop_id = $1',
};

interface AgentRow {
  readonly id: string;
  readonly weight: number | null;
  readonly skills: AgentSkills | null;
  readonly [column: string]: unknown;
}

/** What managers have set up of routing, and the shares and skills of agents, as they are now: no event tells it. */
export const readSetup = (routing: Database, shopId: string): Promise<Pick<Period, 'rules' | 'weights' | 'skills'>> =>
  routing.transaction([shopId], async (tx) => {
    const rules = (await readRules(tx, [shopId])).get(shopId) ?? noRules;
    const rows = await tx.query<AgentRow>(agents, [shopId]);
    return {
      rules,
      weights: new Map(rows.flatMap(({ id, weight }) => (weight === null ? [] : [[id, weight]]))),
      skills: new Map(rows.flatMap(({ id, skills }) => (skills === null ? [] : [[id, skills]]))),
    };
  });
