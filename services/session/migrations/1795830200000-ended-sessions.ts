import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sessions that are over, by buyer and by agent. Only a close adds to these indexes: what happens to a session before it, again and again, costs nothing
 * more.
 */
export class EndedSessions1795830200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX session_of_buyer ON session (buyer_id, closed_at, id) WHERE closed_at IS NOT NULL');
    await runner.query('CREATE INDEX session_of_agent ON session (shop_id, agent_id, closed_at, id) WHERE closed_at IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX session_of_agent');
    await runner.query('DROP INDEX session_of_buyer');
  }
}
