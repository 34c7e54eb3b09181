import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { boardQuery } from '#gateway/board-query';
import { median } from '#infra/replay/spread';
import type { OpenedShop } from '#infra/replay/open-shop';
import { authorize } from '#libs/platform/access/access';
import type { Caller } from '#libs/platform/access/caller';
import { passportReader, passportSigner } from '#libs/platform/access/passport';
import { newId } from '#libs/platform/process/ids';
import { measureStreams } from './bench-streams';
import { closedLoop, openLoop, timed, type LoadResult } from './bench-load';
import { allProcesses, costByName, totalCost, costBetween } from './bench-process-cost';
import { count, ms, tableOf, type Row } from './bench-report';
import type { BenchSystem } from './bench-system';
import { ourTarget, stockTarget, type Target } from './bench-targets';

/** Durations in milliseconds. */
export interface GatewayLengths {
  readonly rounds: number;
  readonly each: number;
}

const clients = 32;
const steadyRate = 50;

const send = 'mutation($input: SendBuyerMessageInput!) { sendBuyerMessage(input: $input) { session { id } } }';
const setCapacity = 'mutation($input: SetCapacityInput!) { setCapacity(input: $input) { agent { id } } }';

interface Measured {
  readonly load: LoadResult;
  /** CPU milliseconds of the gateway process per request. */
  readonly cpuMs: number;
}

/** `npm run bench -- --gateway`: our gateway beside the stock one, what an audit line costs, what a flood does to others, and what streams take. */
export async function benchGateway(system: BenchSystem, shops: readonly OpenedShop[], { rounds, each }: GatewayLengths): Promise<void> {
  const [ours, stock] = [ourTarget(system), await stockTarget(system)];
  try {
    const work = { board: board(shops), send: newBuyers(shops) };
    for (const target of [ours, stock])
      for (const job of Object.values(work)) {
        // Alone the first time: a new query is planned while all others wait.
        await job(target);
        await closedLoop(clients, each, () => timed(() => job(target)));
      }
    const rows: Row[] = [];
    for (const [what, job] of Object.entries(work)) {
      const [mine, theirs]: [Measured[], Measured[]] = [[], []];
      for (let round = 0; round < rounds; round += 1) {
        mine.push(await measure(ours, job, each));
        theirs.push(await measure(stock, job, each));
      }
      rows.push(...besideStock(what === 'board' ? 'Board queries' : 'sendBuyerMessage', mine, theirs));
    }
    rows.push(await rightsRow(), await auditRow(system, ours, shops, each), await floodRow(ours, shops, each));
    for (const line of tableOf(`The gateway, ${clients} clients, 16 shops, all limits on`, rows)) process.stdout.write(`${line}\n`);
  } finally {
    await Promise.all([ours.close(), stock.close()]);
  }
  for (const line of tableOf('Live streams', await measureStreams(system, shops.slice(0, 10), each))) process.stdout.write(`${line}\n`);
}

type Job = (target: Target) => Promise<unknown>;

/** The screens of managers, of one shop after the other. */
function board(shops: readonly OpenedShop[]): Job {
  let asked = 0;
  return (target) => {
    const shop = shops[asked++ % shops.length]!;
    return target.ask(shop, 'owner', boardQuery, { shop: shop.shopId });
  };
}

function newBuyers(shops: readonly OpenedShop[]): Job {
  const run = newId();
  let sent = 0;
  return (target) => {
    const shop = shops[sent % shops.length]!;
    const buyer = { channel: 'x-bench', externalId: `${run}-${sent++}` };
    return target.ask(shop, 'connector', send, { input: { shopId: shop.shopId, buyer, text: 'Is the blue one in stock?' } });
  };
}

async function measure(target: Target, job: Job, durationMs: number): Promise<Measured> {
  const cpu = (): number => costByName(allProcesses(), new Map([[target.pid, 'gateway']])).get('gateway') ?? 0;
  const before = cpu();
  const load = await closedLoop(clients, durationMs, () => timed(() => job(target)));
  return { load, cpuMs: (cpu() - before) / load.count };
}

function besideStock(what: string, mine: readonly Measured[], theirs: readonly Measured[]): Row[] {
  const told = (all: readonly Measured[]): string =>
    `${count(median(all.map(({ load }) => load.perSecond)))}/s, CPU of the gateway ${ms(median(all.map(({ cpuMs }) => cpuMs)))} each`;
  // Round by round: both met the same hour of the machine.
  const times = (of: (mine: Measured, theirs: Measured) => number): number => median(mine.map((each, round) => of(each, theirs[round]!)));
  const faster = times((our, their) => our.load.perSecond / their.load.perSecond);
  const cheaper = times((our, their) => their.cpuMs / our.cpuMs);
  const target = '≥ 1.50';
  return [
    { what: `${what}, ours`, measured: told(mine) },
    { what: `${what}, stock`, measured: told(theirs) },
    { what: '    times as many per second', measured: faster.toFixed(2), target, ok: faster >= 1.5 },
    { what: '    times as little CPU each', measured: cheaper.toFixed(2), target, ok: cheaper >= 1.5 },
  ];
}

const floodedForMs = 10_000;

const checks = 20_000;

/** What a subgraph does to know that a caller may: it reads the passport, which it has seen before, and looks into the access table. */
async function rightsRow(): Promise<Row> {
  const secret = randomBytes(32).toString('hex');
  const caller: Caller = { subject: 'bench', shop: newId(), account: newId(), roles: ['AGENT'], imEnabled: true, permissions: [] };
  const [passport, reader] = [await passportSigner([secret]).sign(caller), passportReader([secret])];
  const before = process.cpuUsage();
  for (let at = 0; at < checks; at += 1) {
    const read = await reader.read(passport);
    authorize('Mutation.setCapacity', read, read.account ?? undefined);
  }
  const { user, system } = process.cpuUsage(before);
  return { what: 'A check of rights', measured: `${((user + system) / checks).toFixed(2)} µs CPU` };
}

/** The same command with an audit line, by the main account, and without, by the agent itself. */
async function auditRow(system: BenchSystem, target: Target, shops: readonly OpenedShop[], durationMs: number): Promise<Row> {
  let asked = 0;
  const costOf = async (as: 'owner' | 'agent'): Promise<number> => {
    const before = system.cpu();
    const { count: done } = await closedLoop(8, durationMs, () => {
      asked += 1;
      const shop = shops[asked % shops.length]!;
      const input = { shopId: shop.shopId, agentId: shop.agents[0]!.id, maxCapacity: 100 + (asked % 400) };
      return timed(() => target.ask(shop, as, setCapacity, { input }));
    });
    return totalCost(costBetween(before, system.cpu())) / done;
  };
  const [without, withLine] = [await costOf('agent'), await costOf('owner')];
  return { what: 'A command without, with audit line', measured: `${ms(without)}, ${ms(withLine)} CPU of all processes` };
}

/** A shop asks for its board as fast as it can, and has done so for a while; another's buyers write at a steady rate. */
async function floodRow(target: Target, shops: readonly OpenedShop[], durationMs: number): Promise<Row> {
  const [flooding, quiet] = [board(shops.slice(0, 1)), newBuyers(shops.slice(1, 2))];
  const steadily = () => openLoop(steadyRate, durationMs, () => timed(() => quiet(target)));
  const before = await steadily();
  let flooded = true;
  const flood = Array.from({ length: clients }, async () => {
    // Refusals are what the flood is meant to meet.
    while (flooded) await flooding(target).catch(() => undefined);
  });
  // What a full bucket allows beyond the limit is over by then.
  await sleep(floodedForMs);
  const during = await steadily();
  flooded = false;
  await Promise.all(flood);
  const more = during.p99 / before.p99;
  return {
    what: 'p99 of a shop while another floods',
    measured: `${ms(before.p99)} → ${ms(during.p99)}`,
    target: '≤ 1.20 times',
    ok: more <= 1.2,
  };
}
