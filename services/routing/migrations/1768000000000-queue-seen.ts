import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who watches the system sees how long the queue is and since when somebody waits: nothing of who. */
export class QueueSeen1768000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('GRANT SELECT (kind, enqueued_at) ON waiting TO jiedai_routing_worker');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE SELECT (kind, enqueued_at) ON waiting FROM jiedai_routing_worker');
  }
}
