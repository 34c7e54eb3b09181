import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A shop that is closed may have a group that is open: the watch for starving buyers looks at it too. */
export class GroupHoursSeen1795832460000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('GRANT SELECT (group_hours) ON shop_state TO jiedai_routing_worker');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE SELECT (group_hours) ON shop_state FROM jiedai_routing_worker');
  }
}
