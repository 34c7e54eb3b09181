import { Client } from 'pg';
import { newId } from '#libs/platform/process/ids';
import { createDatabases } from '#test/kit/databases';
import { openRoutingHouse, type RoutingHouse } from '#test/integration/routing-house';
import { createGatewayClient } from '#infra/replay/gateway-client';
import type { OpenedShop } from '#infra/replay/open-shop';
import { keptSecret } from '#infra/postgres/passwords';
import { closedLoop, timed } from './bench-load';
import { arrivals, measureCost } from './bench-measures';
import { loadClient, openBenchShops } from './bench-shops';
import type { BenchSystem } from './bench-system';
import { count, type Row } from './bench-report';

const callers = 256;
const connections = 8;
const clients = 64;

/** Sessions that routing takes, decides, writes down and tells, per second, by one process; the way over Kafka is left out. */
async function assigned(house: RoutingHouse, shops: readonly string[], forMs: number): Promise<number> {
  let next = 0;
  const { perSecond } = await closedLoop(callers, forMs, () =>
    timed(async () => {
      const missing = await house.engine.takeEvents([house.events.started(shops[next++ % shops.length]!, newId())]);
      if (missing.length > 0) throw new Error('An opening was not taken');
    }),
  );
  return perSecond;
}

/** The machine's own limit: transactions that lock one row, change it and commit, per second. */
async function locked(url: string, shops: readonly string[], forMs: number): Promise<number> {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  const free = [...clients];
  let next = 0;
  const { perSecond } = await closedLoop(connections, forMs, async () => {
    const client = free.pop()!;
    const elapsed = await timed(() => lockOnce(client, shops[next++ % shops.length]!));
    free.push(client);
    return elapsed;
  });
  await Promise.all(clients.map((client) => client.end()));
  return perSecond;
}

const lock = { name: 'bench-lock', text: 'SELECT n FROM bench_row WHERE id = $1 FOR UPDATE' };
const raise = { name: 'bench-raise', text: 'UPDATE bench_row SET n = n + 1 WHERE id = $1' };

async function lockOnce(client: Client, shop: string): Promise<void> {
  await client.query('BEGIN');
  await client.query({ ...lock, values: [shop] });
  await client.query({ ...raise, values: [shop] });
  await client.query('COMMIT');
}

/** Assignments with one shop and with a hundred, beside bare row locks on as many rows, in turns. */
export async function assigningRows(forMs: number): Promise<Row[]> {
  const { routing } = await createDatabases(['routing']);
  const house = await openRoutingHouse(routing);
  const shops = await Promise.all(Array.from({ length: 100 }, async () => (await house.openShop([null, null, null, null, null])).shop));
  await makeRows(routing.owner, shops);
  await assigned(house, shops, forMs);
  const rows: Row[] = [];
  for (const among of [shops.slice(0, 1), shops])
    rows.push(...compared('one process', among, await locked(routing.app, among, forMs), await assigned(house, among, forMs)));
  await house.close();
  return rows;
}

/** The same end to end: new buyers write through the gateway, and each is told its agent before the next one writes. */
export async function endToEndRows(system: BenchSystem, forMs: number): Promise<Row[]> {
  const { addresses, home, ports } = system.running;
  const patient = createGatewayClient(addresses.gateway, { connections: 16, patienceMs: 30_000 });
  const opened = await openBenchShops(patient, system.running, 100, 5);
  await patient.close();
  const url = `postgres://postgres:${keptSecret(home.keys, 'postgres')}@127.0.0.1:${ports.postgres ?? 0}/postgres`;
  const ids = opened.map(({ shopId }) => shopId);
  await makeRows(url, ids);
  const client = loadClient(addresses.gateway, clients);
  const routed = async (shops: readonly OpenedShop[]): Promise<number> =>
    (await measureCost(arrivals(client, shops), system, clients, forMs)).load.perSecond;
  await routed(opened);
  const rows: Row[] = [];
  for (const count of [1, opened.length])
    rows.push(
      ...compared('end to end', ids.slice(0, count), await locked(url, ids.slice(0, count), forMs), await routed(opened.slice(0, count))),
    );
  await client.close();
  return rows;
}

async function makeRows(url: string, ids: readonly string[]): Promise<void> {
  const owner = new Client({ connectionString: url });
  await owner.connect();
  await owner.query('CREATE TABLE bench_row (id uuid PRIMARY KEY, n bigint NOT NULL) WITH (fillfactor = 50)');
  await owner.query('INSERT INTO bench_row SELECT unnest($1::uuid[]), 0', [ids]);
  await owner.query('GRANT SELECT, UPDATE ON bench_row TO PUBLIC');
  await owner.end();
}

function compared(how: string, { length }: readonly string[], raw: number, ours: number): Row[] {
  const what = `${how}, ${length === 1 ? 'one shop' : `${length} shops`}`;
  const ratio = ours / raw;
  return [
    { what: `${what}: row locks`, measured: `${count(raw)}/s` },
    { what: `${what}: assignments`, measured: `${count(ours)}/s` },
    { what: `${what}: assignments / row locks`, measured: ratio.toFixed(2), target: '≥ 0.35', ok: ratio >= 0.35 },
  ];
}
