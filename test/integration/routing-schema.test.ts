import { DataSource } from 'typeorm';
import { routingSchema } from '#services/routing/store/service-schema';
import { createDatabases } from '#test/kit/databases';

it('the migrated routing tables are those the code defines', async () => {
  const { routing } = await createDatabases(['routing']);
  const source = new DataSource({ type: 'postgres', url: routing.owner, entities: [...routingSchema.tables], synchronize: false });
  await source.initialize();
  try {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  } finally {
    await source.destroy();
  }
});
