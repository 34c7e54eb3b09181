import { Client } from 'pg';
import { keptSecret } from '#infra/postgres/passwords';
import { GatewayRefusal } from '#infra/replay/gateway-client';
import type { OpenedShop } from '#infra/replay/open-shop';
import { searches } from '#services/session/scripts/domain/search/example-library';
import { openLoop, timed, type LoadResult } from './bench-load';
import { count, ms, type Row } from './bench-report';
import { pssMiB } from './bench-process-cost';
import { loadClient, openBenchShops } from './bench-shops';
import { manyScripts } from './bench-scripts';
import type { BenchSystem } from './bench-system';

const agents = 20;
/** 20 agents who type five keys a second, each of which searches. */
const keysPerSecond = 100;
const atOnce = 2_000;

const searchDocument =
  'query($shop: ID!, $query: String!) { result: searchScripts(shopId: $shop, query: $query) { script { id title text } field } }';

export interface SearchBench {
  readonly scripts: number;
  readonly first: number;
  readonly load: LoadResult;
  readonly memoryMiB: number;
}

/** Agents of one shop type into the search of its scripts, key by key, through the gateway. */
export async function measureSearch(
  system: BenchSystem,
  scripts: number,
  forMs: number,
  print: (line: string) => void,
): Promise<SearchBench> {
  const client = loadClient(system.running.addresses.gateway, agents * 4);
  try {
    const [shop] = await openBenchShops(client, system.running, 1, agents);
    if (!shop) throw new Error('No shop was opened');
    print(`Writing ${count(scripts)} scripts …`);
    await fill(system, shop, scripts);
    const session = system.nodeProcesses().get('session') ?? 0;
    const before = pssMiB(session);
    const typed = keystrokes();
    let key = 0;
    const search = (): Promise<number> => {
      const { token } = shop.agents[key % shop.agents.length]!;
      const query = typed[key++ % typed.length]!;
      return timed(() => client.call(token, searchDocument, { shop: shop.shopId, query }));
    };
    print('The first search …');
    const first = await timed(async () => {
      while (!(await isReady(client, shop)));
    });
    print('Agents type …');
    await openLoop(keysPerSecond, forMs / 4, search);
    const load = await openLoop(keysPerSecond, forMs, search);
    return { scripts, first, load, memoryMiB: pssMiB(session) - before };
  } finally {
    await client.close();
  }
}

/** The first search of a process reads the library; while that takes longer than a request may, it is asked again. */
const isReady = (client: ReturnType<typeof loadClient>, { agents: [agent], shopId }: OpenedShop): Promise<boolean> =>
  client.call(agent!.token, searchDocument, { shop: shopId, query: '发货' }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof GatewayRefusal && error.code !== 'SERVICE_UNAVAILABLE') throw error;
      return false;
    },
  );

/** What comes to the search while somebody types each query, one agent after another. */
function keystrokes(): string[] {
  const keys: string[] = [];
  for (let from = 0; from < searches.length; from += 1) {
    const [, query] = searches[(from * 31) % searches.length]!;
    const letters = [...query];
    for (let length = 1; length <= letters.length; length += 1) keys.push(letters.slice(0, length).join(''));
  }
  return keys;
}

async function fill({ running: { ports, home } }: BenchSystem, { shopId, agents: people }: OpenedShop, scripts: number): Promise<void> {
  const login = { host: '127.0.0.1', port: ports.postgres ?? 0, user: 'postgres', password: keptSecret(home.keys, 'postgres') };
  const database = new Client({ ...login, database: 'jiedai_session' });
  await database.connect();
  try {
    for (let from = 0; from < scripts; from += atOnce) {
      const some = manyScripts(from, Math.min(atOnce, scripts - from));
      await database.query(
        `INSERT INTO script SELECT $1, gen_random_uuid(), 1, 1, tier, owner, department, NULL, title, text, '{}', ARRAY[keyword], NULL, NULL, false, position, now(), NULL, NULL
         FROM unnest($2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[]) AS k (tier, owner, department, title, text, keyword, position)`,
        [
          shopId,
          some.map(({ tier }) => tier),
          some.map(({ tier, position }) => (tier === 'PERSONAL' ? people[position % people.length]!.id : null)),
          some.map(({ tier, position }) => (tier === 'DEPARTMENT' ? `department ${position % 7}` : null)),
          some.map(({ title }) => title),
          some.map(({ text }) => text),
          some.map(({ keyword }) => keyword),
          some.map(({ position }) => position),
        ],
      );
    }
    await database.query('INSERT INTO script_library VALUES ($1, $2, 1, $2)', [shopId, scripts]);
    await database.query('ANALYZE script');
  } finally {
    await database.end();
  }
}

export const searchRows = ({ scripts, first, load, memoryMiB }: SearchBench): Row[] => [
  { what: 'scripts of the shop', measured: count(scripts) },
  { what: 'searches', measured: `${count(load.count)}, ${count(load.perSecond)}/s, p50 ${ms(load.p50)}` },
  { what: 'p99 through gateway and subgraph', measured: ms(load.p99), target: '≤ 50 ms', ok: load.p99 <= 50 },
  { what: 'the first one, reading the library', measured: ms(first) },
  { what: 'memory of the index', measured: `${count(memoryMiB)} MiB` },
];
