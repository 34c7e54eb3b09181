import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const table = `CREATE TABLE routing_rules (
  shop_id uuid NOT NULL, version int NOT NULL, offline_agents jsonb NOT NULL, proxy_agent_id uuid, priority_crowds jsonb, groups jsonb NOT NULL,
  CONSTRAINT routing_rules_pk PRIMARY KEY (shop_id))`;

/** What managers set up of routing: groups, the offline list, crowds that come first (RTE-7, RTE-30, RTE-44). */
export class RoutingRules1773000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [table, ...fenceTable('routing', 'routing_rules')]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE routing_rules');
  }
}
