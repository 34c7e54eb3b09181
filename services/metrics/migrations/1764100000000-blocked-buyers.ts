import type { MigrationInterface, QueryRunner } from 'typeorm';

/** RES-69: whether the buyer was blocked at the opening. Nobody was, in what is counted already. */
export class BlockedBuyers1764100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE session_figure ADD COLUMN buyer_blocked boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE session_figure DROP COLUMN buyer_blocked');
  }
}
