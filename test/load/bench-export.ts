import { Client } from 'pg';
import pino from 'pino';
import { keptSecret } from '#infra/postgres/passwords';
import { createDatabase } from '#libs/platform/database/database';
import { seedFigures } from '#test/kit/seed-figures';
import { pssMiB } from './bench-process-cost';
import { count, type Row } from './bench-report';
import { loadClient, openBenchShops } from './bench-shops';
import type { BenchSystem } from './bench-system';

export interface ExportBench {
  readonly rows: number;
  readonly bytes: number;
  readonly tookMs: number;
  /** The same rows, written by the database server itself to nowhere. */
  readonly copyMs: number;
  /** Of gateway and metrics together, before and at most. */
  readonly memoryMiB: { readonly before: number; readonly most: number };
}

const range = { from: '2025-01-01', to: '2025-12-31' };
const dates = 365;
const lookEveryMs = 200;

/** All sessions of a year of one shop leave through the gateway as CSV. */
export async function measureExport(system: BenchSystem, rows: number, print: (line: string) => void): Promise<ExportBench> {
  const client = loadClient(system.running.addresses.gateway, 1);
  const [shop] = await openBenchShops(client, system.running, 1, 1).finally(() => client.close());
  if (!shop) throw new Error('No shop was opened');
  const { ports, home } = system.running;
  const url = `postgres://postgres:${keptSecret(home.keys, 'postgres')}@127.0.0.1:${ports.postgres ?? 0}/jiedai_metrics`;
  print(`Writing ${count(rows)} figures …`);
  const db = createDatabase({ url, max: 1, log: pino({ level: 'silent' }), name: 'bench-export' });
  await seedFigures(db, { shopId: shop.shopId, sessions: rows, from: range.from, dates }).finally(() => db.close());
  const server = new Client({ connectionString: url });
  await server.connect();
  try {
    await server.query('VACUUM ANALYZE session_figure');
    const file = () => takeFile(system, shop.owner, shop.shopId);
    print('Once before, so that what runs for the first time is over …');
    await file();
    const memory = watchMemory(system);
    print('Taking the file …');
    const { bytes, lines, tookMs } = await file();
    if (lines !== rows + 1) throw new Error(`The file has ${lines} lines instead of ${rows + 1}`);
    const memoryMiB = memory();
    const copied = performance.now();
    await server.query(`COPY (SELECT session_id, business_date, half_hour, opened_at, closed_at, channel, pool, order_status, entry_point, credited_agent_id,
        added->'shop'->'sessions', added->'shop'->'sessions', 0
      FROM session_figure WHERE shop_id = '${shop.shopId}' ORDER BY business_date DESC, session_id DESC) TO '/dev/null' CSV`);
    return { rows, bytes, tookMs, copyMs: performance.now() - copied, memoryMiB };
  } finally {
    await server.end();
  }
}

async function takeFile({ running }: BenchSystem, token: string, shopId: string) {
  const begun = performance.now();
  const answer = await fetch(new URL('/exports/sessions', running.addresses.gateway), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ shopId, input: { ...range, metric: 'SESSIONS' } }),
  });
  if (!answer.ok || !answer.body) throw new Error(`The export was refused: ${await answer.text()}`);
  let [bytes, lines] = [0, 0];
  for await (const part of answer.body) {
    bytes += part.length;
    for (const byte of part) if (byte === 10) lines += 1;
  }
  return { bytes, lines, tookMs: performance.now() - begun };
}

/** Looks at the memory of gateway and metrics until it is asked what it was. */
function watchMemory(system: BenchSystem): () => ExportBench['memoryMiB'] {
  const processes = ['gateway', 'metrics'].map((name) => system.nodeProcesses().get(name) ?? 0);
  const now = (): number => processes.reduce((sum, pid) => sum + pssMiB(pid), 0);
  const before = now();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, now())), lookEveryMs);
  return () => {
    clearInterval(timer);
    return { before, most };
  };
}

const mostGrowthMiB = 64;

export function exportRows({ rows, bytes, tookMs, copyMs, memoryMiB: { before, most } }: ExportBench): Row[] {
  const growth = most - before;
  return [
    { what: 'rows', measured: `${count(rows)}, ${count(bytes / 2 ** 20)} MiB` },
    { what: 'through metrics and gateway', measured: `${count((rows / tookMs) * 1_000)}/s` },
    {
      what: 'COPY of the same rows to nowhere',
      measured: `${count((rows / copyMs) * 1_000)}/s, ${(copyMs / tookMs).toFixed(2)} of it reached`,
    },
    {
      what: 'memory of both, before and at most',
      measured: `${count(before)} MiB, ${count(growth)} MiB more`,
      target: `≤ ${mostGrowthMiB} MiB more`,
      ok: growth <= mostGrowthMiB,
    },
  ];
}
