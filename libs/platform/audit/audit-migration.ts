import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { MigrationClass } from '../database/migrate';
import { admitWorker, fenceTable } from '../database/row-security';
import type { ServiceName } from '../process/services';

/** What a line's hash covers, in the order of `hashedText`. A column that is missing here could be changed unseen. */
const hashed = `json_build_array(NEW.shop_id, NEW.seq, to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), NEW.actor_kind, NEW.actor_id,
  NEW.token_subject, NEW.operation, NEW.on_kind, NEW.on_id, NEW.before::text, NEW.after::text, NEW.address, NEW.user_agent, NEW.request_id, NEW.command_id)::text`;

/* The head's row lock holds back whoever else acts in the shop until this act is committed, so the chain cannot fork. */
const statements = (service: ServiceName): string[] => [
  `CREATE TABLE audit_head (shop_id uuid NOT NULL, seq bigint NOT NULL, hash text NOT NULL, CONSTRAINT audit_head_pk PRIMARY KEY (shop_id)) WITH (fillfactor = 50)`,
  `CREATE TABLE audit_entry (shop_id uuid NOT NULL, seq bigint NOT NULL, at timestamptz NOT NULL, actor_kind text NOT NULL, actor_id text NOT NULL,
    token_subject text NOT NULL, operation text NOT NULL, on_kind text NOT NULL, on_id text NOT NULL, before json, after json, address text, user_agent text,
    request_id text, command_id text, hash text NOT NULL, CONSTRAINT audit_entry_pk PRIMARY KEY (shop_id, seq))`,
  `CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE previous text;
    BEGIN
      INSERT INTO audit_head (shop_id, seq, hash) VALUES (NEW.shop_id, 0, '') ON CONFLICT DO NOTHING;
      SELECT h.seq + 1, h.hash INTO NEW.seq, previous FROM audit_head AS h WHERE h.shop_id = NEW.shop_id FOR UPDATE;
      NEW.at := date_trunc('milliseconds', NEW.at);
      NEW.hash := encode(sha256(convert_to(${hashed} || previous, 'UTF8')), 'hex');
      UPDATE audit_head SET seq = NEW.seq, hash = NEW.hash WHERE shop_id = NEW.shop_id;
      RETURN NEW;
    END $$`,
  `CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'Audit lines are kept as they were written' USING ERRCODE = 'insufficient_privilege';
    END $$`,
  `CREATE TRIGGER audit_entry_chain BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_chain()`,
  `CREATE TRIGGER audit_entry_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()`,
  `CREATE TRIGGER audit_head_keep BEFORE DELETE OR TRUNCATE ON audit_head FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()`,
  `CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head FOR EACH ROW WHEN (NEW.seq <> OLD.seq + 1 OR NEW.shop_id <> OLD.shop_id)
    EXECUTE FUNCTION audit_refuse()`,
  ...['audit_entry', 'audit_head'].flatMap((table) => fenceTable(service, table)),
  `REVOKE UPDATE, DELETE ON audit_entry FROM jiedai_${service}_app`,
  `REVOKE DELETE ON audit_head FROM jiedai_${service}_app`,
  // Whoever verifies the chains reads those of all shops.
  ...admitWorker(service, 'audit_entry', 'SELECT'),
  ...admitWorker(service, 'audit_head', 'SELECT'),
];

/** The migration of one service's audit lines. */
export function createAuditMigration(service: ServiceName): MigrationClass {
  return class AuditEntries1771000000000 implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      for (const statement of statements(service)) await runner.query(statement);
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query('DROP TABLE audit_entry, audit_head');
      await runner.query('DROP FUNCTION audit_chain, audit_refuse');
    }
  };
}
