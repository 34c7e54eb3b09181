import type { MigrationInterface, QueryRunner } from 'typeorm';
import { admitWorker, fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE announcement (shop_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, channels text[] NOT NULL, text text NOT NULL,
    text_en text NOT NULL, reason text NOT NULL, publish_at timestamptz NOT NULL, effective_from timestamptz NOT NULL, state text NOT NULL,
    published_at timestamptz, CONSTRAINT announcement_pk PRIMARY KEY (shop_id, id))`,
  `CREATE INDEX announcement_due ON announcement (publish_at) WHERE state = 'PLANNED'`,
  `CREATE TABLE announcement_delivery (shop_id uuid NOT NULL, announcement_id uuid NOT NULL, channel text NOT NULL, outcome text NOT NULL, reason text,
    reported_at timestamptz NOT NULL, CONSTRAINT announcement_delivery_pk PRIMARY KEY (shop_id, announcement_id, channel))`,
  ...fenceTable('schedule', 'announcement'),
  ...fenceTable('schedule', 'announcement_delivery'),
  // The timer looks for what is due in all shops; each is published under the app role.
  ...admitWorker('schedule', 'announcement', 'SELECT'),
];

export class Announcements1795800300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE announcement, announcement_delivery');
  }
}
