import { Client } from 'pg';
import { plainClient, withAdmin } from '#libs/messaging/index';
import { createDatabases } from '#test/kit/databases';
import { eventually } from '#test/kit/eventually';
import { accessTo } from '#test/kit/test-stack';

describe('the servers tests run against', () => {
  test('a fresh database per caller, where the app role owns nothing', async () => {
    const [first, second] = await Promise.all([createDatabases(['shop']), createDatabases(['shop'])]);
    expect(first.shop.app).not.toBe(second.shop.app);
    const app = new Client({ connectionString: first.shop.app });
    await app.connect();
    const { rows } = await app.query('SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user');
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
    await expect(app.query('CREATE TABLE intruder ()')).rejects.toThrow(/permission denied/);
    await app.end();
  });

  test('a broker that makes no topic by accident', async () => {
    await withAdmin(plainClient('messaging-test', accessTo()), async (admin) => {
      await admin.createTopics({ topics: [{ topic: 'test-stack', numPartitions: 2, replicationFactor: 1 }] });
      await eventually(async () => expect(await admin.listTopics()).toContain('test-stack'));
      await expect(admin.fetchTopicMetadata({ topics: ['nobody-made-this'] })).rejects.toThrow();
    });
  });
});
