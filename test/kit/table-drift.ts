import { DataSource } from 'typeorm';
import type { ServiceSchema } from '#libs/platform/database/migrate';
import { createDatabases } from './databases';

/** What would have to be done to a migrated database to make its tables those the code defines: nothing, if all is well. */
export async function tableDrift({ service, tables }: ServiceSchema): Promise<string[]> {
  const databases = await createDatabases([service]);
  const source = new DataSource({ type: 'postgres', url: databases[service].owner, entities: [...tables], synchronize: false });
  await source.initialize();
  try {
    return (await source.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query);
  } finally {
    await source.destroy();
  }
}
