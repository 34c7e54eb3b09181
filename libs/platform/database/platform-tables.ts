import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { ServiceName } from '../process/services';
import type { MigrationClass } from './migrate';
import { admitWorker, fenceTable } from './row-security';
import { instant, json, table, text, uuid } from './table';

/** Results of commands by their ids, kept for at least seven days, so that a retry finds them. */
export const commandResults = table('command_result', {
  shopId: uuid().key(),
  operation: text().key(),
  commandId: text().key(),
  fingerprint: text(),
  result: json<unknown>().null(),
  createdAt: instant().default('now()'),
});

export const commandResultTable = commandResults.entity;

/** Statements that create the tables every service with commands needs. */
export const commandResultSql = (service: ServiceName): string[] => [
  `CREATE TABLE command_result (
    shop_id uuid NOT NULL, operation text NOT NULL, command_id text NOT NULL, fingerprint text NOT NULL, result jsonb,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT command_result_pk PRIMARY KEY (shop_id, operation, command_id))`,
  ...fenceTable(service, 'command_result'),
];

/** What the worker role needs to delete old rows of a table, whatever their shop; `lockColumn` is any column, since locking a row asks for that right. */
export const admitRetention = (service: ServiceName, table: string, lockColumn: string): string[] =>
  admitWorker(service, table, `SELECT, DELETE, UPDATE (${lockColumn})`);

/** The migration that lets old command results be deleted. */
export function createCommandRetentionMigration(service: ServiceName): MigrationClass {
  return class CommandRetention1764200000000 implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      for (const statement of admitRetention(service, 'command_result', 'created_at')) await runner.query(statement);
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query('DROP POLICY command_result_worker ON command_result');
      await runner.query(`REVOKE ALL ON command_result FROM jiedai_${service}_worker`);
    }
  };
}
