import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const table = `CREATE TABLE stale_agent (shop_id uuid NOT NULL, account_id uuid NOT NULL, CONSTRAINT stale_agent_pk PRIMARY KEY (shop_id, account_id))`;

/** Shops that ask for stale presence are looked at once; each look says when the next one is due. */
const begin = `INSERT INTO deadline (shop_id, kind, due_at) SELECT shop_id, 'STALE_PRESENCE', now() FROM shop_copy
  WHERE policy -> 'staleAfterMinutes' <> 'null'`;

/** Of which agents managers were told that nothing is heard of them (RTE-60). */
export class StaleAgents1795833600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [table, ...fenceTable('routing', 'stale_agent'), begin]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM deadline WHERE kind = 'STALE_PRESENCE'`);
    await runner.query('DROP TABLE stale_agent');
  }
}
