import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { keptSecret } from '#infra/postgres/passwords';
import { connectAdmin, type ServerAddress } from '#infra/postgres/service-databases';
import { closedLoop, timed, type LoadResult } from './bench-load';

const database = 'bench_floor';
const connections = 8;

const tables = `
  CREATE TABLE session (id uuid PRIMARY KEY, shop_id int NOT NULL, buyer text NOT NULL, state text NOT NULL, opened_at timestamptz NOT NULL);
  CREATE TABLE message (id uuid PRIMARY KEY, session_id uuid NOT NULL, ordinal int NOT NULL, text text NOT NULL, recorded_at timestamptz NOT NULL);
  CREATE TABLE counter (shop_id int PRIMARY KEY, seq bigint NOT NULL) WITH (fillfactor = 50);
  CREATE TABLE outbox (shop_id int, seq bigint, event jsonb NOT NULL, PRIMARY KEY (shop_id, seq));
`;

const insertSession = { name: 'session', text: `INSERT INTO session VALUES ($1, $2, $3, 'QUEUED', $4)` };
const insertMessage = { name: 'message', text: `INSERT INTO message VALUES ($1, $2, 1, $3, $4)` };
const raiseCounter = { name: 'counter', text: 'UPDATE counter SET seq = seq + 1 WHERE shop_id = $1 RETURNING seq' };
const insertOutbox = { name: 'outbox', text: 'INSERT INTO outbox VALUES ($1, $2, $3)' };

/** The floor: what a plain Node loop gets out of the same PostgreSQL server, with nothing of ours around it. */
export interface Floor {
  run(shops: number, durationMs: number): Promise<LoadResult>;
  close(): Promise<void>;
}

/** Prepares a database of its own, with bare tables and no fence. */
export async function openFloor(server: ServerAddress): Promise<Floor> {
  const admin = await connectAdmin(server);
  await admin.query(`CREATE DATABASE ${database}`);
  await admin.end();
  const clients = await Promise.all(Array.from({ length: connections }, () => connect(server)));
  const [first] = clients;
  await first?.query(tables);
  await first?.query('INSERT INTO counter SELECT shop, 0 FROM generate_series(0, 63) AS shop');
  return {
    run: (shops, durationMs) => {
      const free = [...clients];
      let sent = 0;
      return closedLoop(connections, durationMs, async () => {
        const client = free.pop() ?? missing();
        const took = await timed(() => oneSession(client, sent++ % shops));
        free.push(client);
        return took;
      });
    },
    close: async () => void (await Promise.all(clients.map((client) => client.end()))),
  };
}

/** One transaction: session, message, the shop's counter and the outbox row that bears its number. */
async function oneSession(client: Client, shop: number): Promise<void> {
  const [session, message, now] = [randomUUID(), randomUUID(), new Date()];
  await client.query('BEGIN');
  await client.query({ ...insertSession, values: [session, shop, `buyer-${session}`, now] });
  await client.query({ ...insertMessage, values: [message, session, 'Is the blue one in stock?', now] });
  const { rows } = await client.query<{ seq: string }>({ ...raiseCounter, values: [shop] });
  const event = { sessionId: session, shopId: shop, openedAt: now, openingMessage: { id: message, type: 'TEXT', ordinal: 1 } };
  await client.query({ ...insertOutbox, values: [shop, rows[0]?.seq, event] });
  await client.query('COMMIT');
}

async function connect({ port, keys }: ServerAddress): Promise<Client> {
  const client = new Client({ host: '127.0.0.1', port, user: 'postgres', password: keptSecret(keys, 'postgres'), database });
  await client.connect();
  return client;
}

function missing(): never {
  throw new Error('More callers than connections');
}
