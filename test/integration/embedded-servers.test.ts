import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessAs, embeddedCluster } from '#infra/kafka/cluster';
import { noteBroker } from '#infra/kafka/leftover-broker';
import { startKafka } from '#infra/kafka/start-kafka';
import { keptUsers } from '#infra/kafka/users';
import { stopLeftovers } from '#infra/launcher/recover';
import { connectAdmin, ensureServiceDatabases } from '#infra/postgres/service-databases';
import { startPostgres } from '#infra/postgres/start-postgres';
import type { Home } from '#infra/process/home';
import { identityOf } from '#infra/process/process-identity';
import { ensureTopics } from '#libs/messaging/kafka/ensure-topics';
import { plainClient } from '#libs/messaging/index';
import { makeInnerHome, noteProcess } from '#test/kit/test-home';
import { testPorts } from '#test/kit/test-ports';
import { testStack } from '#test/kit/test-stack';

const settings = { maxConnections: 20, fsync: true };

describe('the embedded servers', () => {
  let home: Home;
  let ports: number[];

  beforeAll(async () => {
    home = makeInnerHome(testStack().root, 'system');
    ports = await testPorts(3);
  });

  afterAll(() => stopLeftovers(home, { processes: {}, ports: {} }));

  test('a database that was left behind is stopped by the next start, which keeps the data and the passwords', async () => {
    const port = ports[0] ?? 0;
    const first = await startPostgres(home, { port, ...settings });
    noteProcess(home.root, first.identity);
    await ensureServiceDatabases({ port, keys: home.keys });
    const admin = await connectAdmin({ port, keys: home.keys });
    await admin.query('CREATE TABLE kept AS SELECT 7 AS n');
    await admin.end();

    const second = await startPostgres(home, { port, ...settings });
    noteProcess(home.root, second.identity);
    expect(await first.ended).toBe('exit code 0');
    await ensureServiceDatabases({ port, keys: home.keys });
    second.kill();
    expect(await second.ended).toBe('SIGKILL');

    const third = await startPostgres(home, { port, ...settings });
    noteProcess(home.root, third.identity);
    const again = await connectAdmin({ port, keys: home.keys });
    expect((await again.query('SELECT n FROM kept')).rows).toEqual([{ n: 7 }]);
    await again.end();
    await third.stop();
  });

  test('a broker refuses topics with a sentence; left behind or killed, it is followed by one with the same records and the passwords of now', async () => {
    const [, port = 0, controllerPort = 0] = ports;
    const users = keptUsers(home.keys);
    const start = async (as = users): ReturnType<typeof startKafka> => {
      const broker = await startKafka(home, { port, controllerPort, users: as }, () => undefined);
      noteProcess(home.root, broker.identity);
      return broker;
    };
    const first = await start();
    const client = plainClient('embedded-servers', accessAs(embeddedCluster(port, users), 'admin'));
    const admin = client.admin();
    await admin.connect();
    await expect(ensureTopics(admin, { partitions: 6, replication: 3 })).rejects.toThrow(
      'Kafka refused to create topics: Replication-factor is invalid (KAFKA_PARTITIONS is 6, KAFKA_REPLICATION 3)',
    );
    await admin.createTopics({ topics: [{ topic: 'kept', numPartitions: 1, replicationFactor: 1 }] });
    const producer = client.producer();
    await producer.connect();
    await producer.send({ topic: 'kept', acks: -1, messages: [{ value: 'one' }] });
    await Promise.all([producer.disconnect(), admin.disconnect()]);

    const second = await start();
    expect(await first.ended).toBe('exit code 143');
    second.kill();
    await second.ended;
    const renewed = keptUsers(makeInnerHome(testStack().root, 'system').keys);
    const third = await start(renewed);
    await expect(admin.connect()).rejects.toThrow(/authentication/i);
    const again = plainClient('embedded-servers', accessAs(embeddedCluster(port, renewed), 'admin')).admin();
    await again.connect();
    expect(await again.fetchTopicOffsets('kept')).toMatchObject([{ high: '1' }]);
    await again.disconnect();
    await third.stop();
  });

  test('a process that was given the number of an ended server is left alone', async () => {
    const us = identityOf(process.pid);
    noteBroker(home.kafka, { pid: process.pid, startedAt: 'an earlier boot:1' });
    writeFileSync(join(home.postgres, 'data/postmaster.pid'), `${process.pid}\n${home.postgres}/data\n`);
    const run = { processes: { shop: { pid: process.pid, startedAt: 'an earlier boot:1' } }, ports: {} };
    expect(await stopLeftovers(home, run)).toEqual([]);
    expect(identityOf(process.pid)).toEqual(us);
  });
});
