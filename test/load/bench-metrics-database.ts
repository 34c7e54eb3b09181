import { Client } from 'pg';
import type { DatabaseUrls } from '#infra/postgres/service-databases';
import { keptSecret } from '#infra/postgres/passwords';
import { testStack } from '#test/kit/test-stack';

/** Connects to a database of the tests' server as the server's administrator, who sees all shops and may read and write files. The caller closes it. */
export async function administratorOf({ owner }: DatabaseUrls): Promise<Client> {
  const { server } = testStack();
  if (server.kind === 'external') throw new Error('This bench needs a PostgreSQL server of its own');
  const { port, keys } = server.address;
  const database = new URL(owner).pathname.slice(1);
  const client = new Client({ host: '127.0.0.1', port, database, user: 'postgres', password: keptSecret(keys, 'postgres') });
  await client.connect();
  return client;
}
