import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { openIssuer } from '#infra/launcher/issuer';
import { keptSecret } from '#infra/postgres/passwords';
import { createGatewayClient, type GatewayClient } from '#infra/replay/gateway-client';
import { openShop, type OpenedShop } from '#infra/replay/open-shop';
import { openShopCalls } from '#infra/replay/shop-calls';
import { percentile } from '#infra/replay/spread';
import { newId } from '#libs/platform/process/ids';
import { costBetween, totalCost } from './bench-process-cost';
import { count, ms, type Row } from './bench-report';
import type { BenchSystem } from './bench-system';

/** How an opening went, in milliseconds after its minute, and what it cost until everybody had heard of it. */
export interface Opening {
  readonly shops: number;
  /** When each buyer had an agent, ascending. */
  readonly assignedMs: readonly number[];
  /** When routing saw every shop open and nobody waiting. */
  readonly drainedMs: number;
  /** When the other services had taken it all. */
  readonly heardMs: number;
  readonly cpuMs: ReadonlyMap<string, number>;
}

export interface OpeningPlan {
  readonly shops: number;
  readonly print: (line: string) => void;
  /** Resolves when no consumer lags behind. */
  readonly drained: () => Promise<void>;
}

const callers = 24;
const limitMs = 180_000;
const minuteMs = 60_000;
const zone = 'Asia/Shanghai';
const daysOfWeek = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const saveDocument =
  'mutation($input: SaveReceptionScheduleInput!) { result: saveReceptionSchedule(input: $input) { version { number } } }';

/** Shops that are closed, each with an agent ONLINE and a buyer's message left, open at one minute by their hours. */
export async function measureOpening(system: BenchSystem, { shops: wanted, print, drained }: OpeningPlan): Promise<Opening> {
  const client = createGatewayClient(system.running.addresses.gateway, { connections: callers, patienceMs: 60_000 });
  const routing = await connectRouting(system);
  try {
    print(`Setting up ${count(wanted)} shops, closed, each with an agent and a message left …`);
    const startedAt = Date.now();
    const shops = await closedShops(client, system, wanted);
    await drained();
    await eachAtOnce(shops, async (shop) => leaveMessage(client, shop));
    await routing.query({
      text: 'CREATE TEMP TABLE opening AS SELECT unnest($1::uuid[]) AS id',
      values: [shops.map(({ shopId }) => shopId)],
    });
    const minute = Math.ceil((Date.now() + (Date.now() - startedAt) / 3 + 20_000) / minuteMs) * minuteMs;
    print(`They open at ${timeOf(minute)} …`);
    await eachAtOnce(shops, (shop) => saveWindow(client, shop, minute));
    await drained();
    if (Date.now() > minute - 1_000) throw new Error('The shops were not ready before their opening: the machine is too busy.');
    await sleep(minute - 500 - Date.now());
    const before = system.cpu();
    const drainedMs = await untilOpen(routing, minute);
    await drained();
    const heardMs = Date.now() - minute;
    return {
      shops: wanted,
      assignedMs: await assignedAfter(routing, minute),
      drainedMs,
      heardMs,
      cpuMs: costBetween(before, system.cpu()),
    };
  } finally {
    await Promise.all([client.close(), routing.end()]);
  }
}

async function closedShops(client: GatewayClient, { running }: BenchSystem, count: number): Promise<OpenedShop[]> {
  const issuer = await openIssuer(running.home.keys);
  const shops: OpenedShop[] = [];
  await eachAtOnce(Array.from({ length: count }), async () => {
    const shop = await openShop(client, issuer.mint, {
      name: 'Opening',
      timeZone: zone,
      agents: ['Agent'],
      capacity: null,
      runId: newId(),
    });
    await saveHours(client, shop, []);
    await openShopCalls(client, shop).setPresence(shop.agents[0]!.id, 'ONLINE');
    shops.push(shop);
  });
  return shops;
}

async function leaveMessage(client: GatewayClient, shop: OpenedShop): Promise<void> {
  const { outcome } = await openShopCalls(client, shop).write(shop.shopId, 'buyer');
  if (outcome !== 'LEFT_MESSAGE') throw new Error(`A message to a closed shop became ${outcome}`);
}

/** The shop opens at the minute on every day, for an hour. */
const saveWindow = (client: GatewayClient, shop: OpenedShop, minute: number): Promise<void> =>
  saveHours(
    client,
    shop,
    daysOfWeek.map((day) => ({ day, start: timeOf(minute), end: timeOf(minute + 3_600_000) })),
  );

async function saveHours(client: GatewayClient, { shopId, owner }: OpenedShop, weekly: readonly object[]): Promise<void> {
  await client.call(owner, saveDocument, { input: { shopId, weekly, commandId: `hours-${weekly.length}-${shopId}` } });
}

const timeOf = (instant: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(instant);

/** Does it for all, some at a time. */
async function eachAtOnce<T>(all: readonly T[], once: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  const worker = async (): Promise<void> => {
    while (waiting.length > 0) await once(waiting.pop() as T);
  };
  await Promise.all(Array.from({ length: callers }, worker));
}

/** Routing's database, as its server's administrator, who sees all shops. */
async function connectRouting({ running: { home, ports } }: BenchSystem): Promise<Client> {
  const password = keptSecret(home.keys, 'postgres');
  const client = new Client({ host: '127.0.0.1', port: ports.postgres ?? 0, user: 'postgres', password, database: 'jiedai_routing' });
  await client.connect();
  return client;
}

/** Looks until every shop is open and nobody waits; answers when, after the minute. */
async function untilOpen(routing: Client, minute: number): Promise<number> {
  while (Date.now() < minute + limitMs) {
    const { rows } = await routing.query<{ closed: number; waiting: number }>(
      `SELECT (SELECT count(*) FROM shop_state JOIN opening USING (id) WHERE NOT reception_open)::int AS closed,
        (SELECT count(*) FROM waiting w JOIN opening o ON o.id = w.shop_id)::int AS waiting`,
    );
    if (rows[0]?.closed === 0 && rows[0].waiting === 0) return Date.now() - minute;
    await sleep(100);
  }
  throw new Error(`Not all shops were open after ${limitMs / 1_000} s`);
}

async function assignedAfter(routing: Client, minute: number): Promise<number[]> {
  const { rows } = await routing.query<{ at: Date }>(
    `SELECT d.decided_at AS at FROM decision d JOIN opening o ON o.id = d.shop_id WHERE d.outcome = 'ASSIGNED' ORDER BY d.decided_at`,
  );
  return rows.map(({ at }) => at.getTime() - minute);
}

/** The figures of an opening. */
export function openingRows({ shops, assignedMs, drainedMs, heardMs, cpuMs }: Opening): Row[] {
  const seconds = (value: number): string => `${(value / 1_000).toFixed(2)} s`;
  const at = (share: number): string => seconds(percentile([...assignedMs], share) ?? NaN);
  const first = assignedMs[0] ?? NaN;
  const parts = [...cpuMs].sort(([, a], [, b]) => b - a).map(([name, cost]) => `${name} ${seconds(cost)}`);
  return [
    { what: 'the first buyer has an agent', measured: `${seconds(first)} after the minute`, target: '≤ 1 s', ok: first <= 1_000 },
    { what: 'half of them, 99 %, all', measured: `${at(0.5)}, ${at(0.99)}, ${seconds(assignedMs.at(-1) ?? NaN)}` },
    { what: 'all open and drained', measured: `${seconds(drainedMs)}: ${count((shops * 1_000) / drainedMs)} shops per second` },
    { what: 'heard by all services', measured: seconds(heardMs) },
    { what: 'CPU until then', measured: `${seconds(totalCost(cpuMs))}: ${ms(totalCost(cpuMs) / shops)} per shop` },
    { what: '    where it goes', measured: parts.join(', ') },
  ];
}
