import { DataSource } from 'typeorm';
import { loadSchema } from '#infra/scripts/service-schemas';
import { createDatabases } from '#test/kit/databases';
import { services } from '#libs/platform/process/services';

it.each(services)('the migrated tables of %s are those its code defines', async (service) => {
  const schema = await loadSchema(service);
  expect(schema?.service).toBe(service);
  const { [service]: urls } = await createDatabases([service]);
  const source = new DataSource({
    type: 'postgres',
    url: urls.owner,
    entities: [...schema!.tables],
    synchronize: false,
    extra: { pipeline: true },
  });
  await source.initialize();
  try {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  } finally {
    await source.destroy();
  }
});
