import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['agent', 'assignment'] as const;

/** What every agent has of each channel, counted from the sessions that are with it. */
const count = `UPDATE agent a SET channel_load = counted.loads
  FROM (SELECT shop_id, agent_id, jsonb_object_agg(channel, sessions) AS loads
    FROM (SELECT shop_id, agent_id, coalesce(facts ->> 'channel', '') AS channel, count(*) AS sessions
      FROM assignment WHERE released_at IS NULL GROUP BY 1, 2, 3) live
    GROUP BY 1, 2) counted
  WHERE a.shop_id = counted.shop_id AND a.account_id = counted.agent_id`;

export class CountChannels1773100320000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    await runner.query(count);
    for (const table of tables) await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('UPDATE agent SET channel_load = NULL');
  }
}
