import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE crowd (shop_id uuid NOT NULL, crowd_id text NOT NULL, kind text NOT NULL, name text NOT NULL, CONSTRAINT crowd_pk PRIMARY KEY (shop_id, crowd_id))`,
  `CREATE TABLE crowd_membership (
    buyer_id uuid NOT NULL, crowd_id text NOT NULL, shop_id uuid NOT NULL, joined_at timestamptz NOT NULL, left_at timestamptz,
    CONSTRAINT crowd_membership_pk PRIMARY KEY (buyer_id, crowd_id))`,
  ...fenceTable('session', 'crowd'),
  ...fenceTable('session', 'crowd_membership'),
];

/** Crowds of buyers, and who is in them (RTE-44, RTE-45). */
export class Crowds1795821000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE crowd, crowd_membership');
  }
}
