import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { MigrationClass } from '#libs/platform/database/migrate';
import { admitWorker, fenceTable, workerRole } from '#libs/platform/database/row-security';
import type { ServiceName } from '#libs/platform/process/services';

const statements = (service: ServiceName): string[] => [
  `CREATE TABLE outbox_counter (stream text NOT NULL, shop_id uuid NOT NULL, incarnation int NOT NULL DEFAULT 1, seq bigint NOT NULL,
    CONSTRAINT outbox_counter_pk PRIMARY KEY (stream, shop_id)) WITH (fillfactor = 50)`,
  `CREATE TABLE outbox (stream text NOT NULL, shop_id uuid NOT NULL, incarnation int NOT NULL, seq bigint NOT NULL, id uuid NOT NULL, type text NOT NULL,
    subject text NOT NULL, occurred_at timestamptz NOT NULL, traceparent text, value text NOT NULL, created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT outbox_pk PRIMARY KEY (stream, shop_id, incarnation, seq))`,
  `CREATE INDEX outbox_created ON outbox USING brin (created_at)`,
  `CREATE TABLE outbox_cursor (stream text NOT NULL, shop_id uuid NOT NULL, incarnation int NOT NULL, seq bigint NOT NULL, generation int NOT NULL DEFAULT 0,
    CONSTRAINT outbox_cursor_pk PRIMARY KEY (stream, shop_id)) WITH (fillfactor = 50)`,
  `CREATE TABLE inbox (consumer text NOT NULL, stream text NOT NULL, shop_id uuid NOT NULL, incarnation int NOT NULL, last_seq bigint NOT NULL,
    gap_seq bigint, gap_since timestamptz, CONSTRAINT inbox_pk PRIMARY KEY (consumer, stream, shop_id)) WITH (fillfactor = 50)`,
  `CREATE INDEX inbox_gaps ON inbox (consumer) WHERE gap_since IS NOT NULL`,
  `CREATE TABLE parked (consumer text NOT NULL, stream text NOT NULL, shop_id uuid NOT NULL, incarnation int NOT NULL, seq bigint NOT NULL, subject text NOT NULL,
    event_id uuid NOT NULL, type text NOT NULL, traceparent text, value text NOT NULL, cause text NOT NULL, origin text NOT NULL,
    attempts int NOT NULL DEFAULT 1, first_failed_at timestamptz NOT NULL DEFAULT now(), replay_by text, replayed_at timestamptz,
    CONSTRAINT parked_pk PRIMARY KEY (consumer, stream, shop_id, incarnation, seq))`,
  `CREATE INDEX parked_waiting ON parked (consumer, shop_id) WHERE replayed_at IS NULL`,
  ...['outbox_counter', 'outbox', 'outbox_cursor', 'inbox', 'parked'].flatMap((table) => fenceTable(service, table)),
  // The relay publishes for all shops: it reads rows and counters, moves cursors, and prunes what is long published.
  ...admitWorker(service, 'outbox_counter', 'SELECT'),
  ...admitWorker(service, 'outbox', 'SELECT, DELETE'),
  ...admitWorker(service, 'outbox_cursor', 'SELECT, INSERT, UPDATE'),
  // The alarm looks for streams with missing numbers, whatever their shop.
  ...admitWorker(service, 'inbox', 'SELECT'),
  // An operator lists what is parked across shops and asks for a replay; the consumer looks for what is asked for, and applies it shop by shop.
  ...admitWorker(service, 'parked', 'SELECT, UPDATE (replay_by)'),
];

/** The migration of messaging's tables in one service's database. */
export function createMessagingMigration(service: ServiceName): MigrationClass {
  return class MessagingTables1763000000000 implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      for (const statement of statements(service)) await runner.query(statement);
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query('DROP TABLE outbox_counter, outbox, outbox_cursor, inbox, parked');
    }
  };
}

/** The migration that lets parked events be deleted some time after they were applied. */
export function createParkedRetentionMigration(service: ServiceName): MigrationClass {
  return class ParkedRetention1765100000000 implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(`GRANT DELETE ON parked TO ${workerRole(service)}`);
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`REVOKE DELETE ON parked FROM ${workerRole(service)}`);
    }
  };
}
