import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lists of decisions are restricted by: who got it, why (a rule has few causes and outcomes, so one index finds each of the three), and when. */
const indices = [
  `CREATE INDEX decision_of_agent ON decision (shop_id, agent_id, session_id, revision) WHERE agent_id IS NOT NULL`,
  `CREATE INDEX decision_by_rule ON decision (shop_id, rule, cause, outcome, session_id, revision)`,
  `CREATE INDEX decision_decided ON decision (shop_id, decided_at)`,
];

export class DecisionLists1795831140000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of indices) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX decision_of_agent, decision_by_rule, decision_decided');
  }
}
