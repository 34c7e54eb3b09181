import type { MigrationInterface, QueryRunner } from 'typeorm';
import { admitRetention } from '#libs/platform/database/platform-tables';
import { admitWorker } from '#libs/platform/database/row-security';

/** Rows of all shops are changed here: the fence holds for the owner too, so it is opened for the moment. */
const unfenced = (table: string, statements: readonly string[]): string[] => [
  `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`,
  ...statements,
  `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
];

/** How many wait, by pool. */
const pools = [
  `ALTER TABLE shop_state RENAME gate_open TO reception_open`,
  `ALTER TABLE shop_state RENAME gate_until TO reception_until`,
  `ALTER TABLE shop_state RENAME next_seat TO next_agent_no`,
  `ALTER TABLE shop_state ADD pools jsonb NOT NULL DEFAULT '{}'`,
  ...unfenced('shop_state', [
    `UPDATE shop_state SET pools = jsonb_build_object('ALL', jsonb_build_object('queued', waiting_count, 'left', left_count))
      WHERE waiting_count + left_count > 0`,
  ]),
  `ALTER TABLE shop_state DROP waiting_count, DROP left_count`,
  `DROP INDEX waiting_queue, waiting_messages`,
  `CREATE INDEX waiting_queue ON waiting (shop_id, pool, band, enqueued_at, opened_at, session_id) WHERE kind = 'QUEUED'`,
  `CREATE INDEX waiting_messages ON waiting (shop_id, kind, pool, opened_at, session_id) WHERE kind <> 'QUEUED'`,
];

/** Joining (RES-85), real counts (RES-87) and current weights (RES-86). Whether somebody at rest has been ONLINE is not known: taken as so. */
const agents = [
  `ALTER TABLE agent RENAME seat TO agent_no`,
  `ALTER TABLE agent DROP CONSTRAINT agent_seat`,
  `CREATE UNIQUE INDEX agent_no ON agent (shop_id, agent_no)`,
  `ALTER TABLE agent ADD joined boolean, ADD join_offset int NOT NULL DEFAULT 0, ADD current_weight int NOT NULL DEFAULT 0, DROP last_assigned_at`,
  ...unfenced('agent', [`UPDATE agent SET joined = presence <> 'OFFLINE'`]),
  `ALTER TABLE agent ALTER joined SET NOT NULL, ALTER join_offset DROP DEFAULT, ALTER current_weight DROP DEFAULT`,
];

/** What a session that comes back needs (RES-81). */
const assignments = [
  `ALTER TABLE assignment ADD opened_at timestamptz, ADD facts jsonb, DROP cause`,
  `CREATE INDEX assignment_of_agent ON assignment (shop_id, agent_id) WHERE released_at IS NULL`,
];

/** Old rows are deleted whatever their shop; those of sessions that still wait are kept. */
const retention = [
  ...admitRetention('routing', 'decision', 'decided_at'),
  ...admitRetention('routing', 'assignment', 'released_at'),
  ...admitRetention('routing', 'tombstone', 'at'),
  ...admitWorker('routing', 'waiting', 'SELECT (shop_id, session_id)'),
];

export class RoutingPools1765000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...pools, ...agents, ...assignments, ...retention]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Counts by pool cannot be turned into the earlier ones; restore a backup.');
  }
}
