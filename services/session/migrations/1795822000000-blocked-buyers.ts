import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Blocked buyers are few, and listed by when they were blocked. */
export class BlockedBuyers1795822000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX buyer_blocked ON buyer (shop_id, blocked_at, id) WHERE blocked_at IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX buyer_blocked');
  }
}
