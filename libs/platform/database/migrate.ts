import { DataSource, type EntitySchema, type MigrationInterface } from 'typeorm';
import type { ServiceName } from '../process/services';

export type MigrationClass = new () => MigrationInterface;

export interface ServiceSchema {
  readonly service: ServiceName;
  readonly tables: readonly EntitySchema[];
  readonly migrations: readonly MigrationClass[];
}

const lockKey = 7_303_201;

/**
 * Brings one service's database up to this code's schema with the owner's role, one migrator at a time (an advisory lock; TypeORM takes none).
 * Refuses a database that a newer version of the code has migrated.
 */
export async function migrate(schema: ServiceSchema, ownerUrl: string): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    entities: [...schema.tables],
    migrations: [...schema.migrations],
    synchronize: false,
    migrationsRun: false,
    migrationsTableName: 'migrations',
    extra: { max: 2 },
  });
  await source.initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [lockKey]);
    await refuseNewer(schema, source);
    await source.runMigrations({ transaction: 'each' });
    await source.query(`GRANT SELECT ON migrations TO jiedai_${schema.service}_app, jiedai_${schema.service}_worker`);
  } finally {
    await lock.query('SELECT pg_advisory_unlock($1)', [lockKey]).catch(() => undefined);
    await lock.release();
    await source.destroy();
  }
}

async function refuseNewer(schema: ServiceSchema, source: DataSource): Promise<void> {
  const [table] = (await source.query(`SELECT to_regclass('migrations') AS name`)) as { name: string | null }[];
  if (!table?.name) return;
  const applied = (await source.query('SELECT name FROM migrations ORDER BY id')) as { name: string }[];
  const known = new Set(schema.migrations.map((migration) => migration.name));
  const alien = applied.find((row) => !known.has(row.name));
  if (alien) {
    throw new Error(
      `The ${schema.service} database was migrated by a newer version of Jiedai (${alien.name}). Start that version, or begin anew with \`npm run reset\`.`,
    );
  }
}
