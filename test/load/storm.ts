import { setTimeout as pause } from 'node:timers/promises';
import { checkSequences } from '#infra/replay/check-sequences';
import { readShopLog } from '#infra/replay/read-shop-log';
import { checkHistory } from '#test/faults/history/check-history';
import { rowsAgree } from '#test/faults/history/conservation';
import { decisionsReplay } from '#test/faults/history/decisions-replay';
import { historyOf, isRouted } from '#test/faults/history/history';
import { openShops, takeBreaks, type StormShop } from './storm-agents';
import { createBuyers } from './storm-buyers';
import { idleShops, readRows, unsettled } from './storm-database-checks';
import { disturb, type FaultCount } from './storm-faults';
import { decisionTimes } from './decision-times';
import { servesIn } from './storm-groups';
import { randomOf, type StormPlan } from './storm-plan';
import { createStormWorld, type StormRouter, type StormWorld } from './storm-world';
import type { SystemEnvironment } from '#infra/launcher/system-environment';

export interface StormReport {
  readonly sessions: number;
  readonly seconds: number;
  readonly faults: FaultCount;
  /** From a session's start to its first outcome: median, 99th percentile and longest, ms. */
  readonly decisionMs: readonly number[];
  /** The pools in which buyers queued, and how many outcomes were of buyers who come first. */
  readonly pools: readonly string[];
  readonly priority: number;
  /** Broken promises, in words; none is what we promise. */
  readonly broken: readonly string[];
}

/**
 * Lets a storm of sessions go over several routing processes on the same shops and checks afterwards, from the database and from the topics: each session
 * has one agent at most, nobody is above capacity, nobody waits beside a free agent, nothing is lost, and every decision replays.
 */
export async function runStorm(plan: StormPlan, environment: SystemEnvironment, routers: readonly StormRouter[]): Promise<StormReport> {
  const world = createStormWorld(environment, routers);
  await world.start();
  try {
    const shops = await openShops(world, plan);
    const buyers = createBuyers(world, plan, shops, randomOf(plan.seed));
    const begun = performance.now();
    const state = { over: false };
    const company = [
      watch(world, shops, () => state.over),
      takeBreaks(world, shops, randomOf(plan.seed + 1), () => state.over),
      plan.faults ? disturb(routers, randomOf(plan.seed + 2), () => state.over) : { killed: 0, frozen: 0 },
    ] as const;
    await buyers.run();
    state.over = true;
    const [seen, , faults] = await Promise.all(company);
    const seconds = (performance.now() - begun) / 1_000;
    const unfinished = buyers.open > 0 ? [`${buyers.open} sessions were not closed in time`] : [];
    const settled = await whenSettled(world, shops, plan);
    const { broken, ...found } = await checkHistories(plan, world, shops);
    return { sessions: buyers.started, seconds, faults, ...found, broken: [...unfinished, ...seen, ...settled, ...broken] };
  } finally {
    await world.stop();
  }
}

/** Looks every 100 ms whether the committed rows show a buyer waiting beside a free agent. */
async function watch({ routingDb }: StormWorld, shops: readonly StormShop[], stopped: () => boolean): Promise<string[]> {
  const found: string[] = [];
  const ids = shops.map(({ id }) => id);
  while (!stopped()) {
    for (const id of await idleShops(routingDb, ids)) found.push(`shop ${id}: a buyer waits beside a free agent`);
    await pause(100);
  }
  return found;
}

/** What the database still says against us when routing has had time to read the last events. */
async function whenSettled({ routingDb }: StormWorld, shops: readonly StormShop[], { faults }: StormPlan): Promise<string[]> {
  const until = performance.now() + (faults ? 30_000 : 10_000);
  for (;;) {
    const broken: string[] = [];
    for (const { id } of shops) broken.push(...(await unsettled(routingDb, id)));
    if (broken.length === 0 || performance.now() > until) return broken;
    await pause(250);
  }
}

type LogFindings = Pick<StormReport, 'broken' | 'decisionMs' | 'pools' | 'priority'>;

/** Beside the time events take on their way: that is taken to be the longest any session took to its first outcome. */
async function checkHistories({ idleLimitMs }: StormPlan, world: StormWorld, shops: readonly StormShop[]): Promise<LogFindings> {
  const broken: string[] = [];
  const times: number[] = [];
  const pools = new Set<string>();
  let priority = 0;
  for (const { id, groups } of shops) {
    const log = await readShopLog(world.environment.kafka, id);
    const history = historyOf(log);
    const mine = decisionTimes(history);
    const { placements, decisions, accountOf } = await readRows(world.routingDb, id);
    const sequences = checkSequences(log);
    times.push(...mine);
    for (const { event } of history.decisions.filter(isRouted)) {
      if (event.type === 'queued' && event.value.pool !== null) pools.add(event.value.pool);
      if (event.value.band === 'PRIORITY') priority += 1;
    }
    broken.push(
      ...(sequences.ok ? [] : [`H6 ${sequences.detail}`]),
      ...checkHistory(history, { lagMs: idleLimitMs + Math.max(0, ...mine), isOver: true, serves: servesIn(groups) }),
      ...rowsAgree(history, placements),
      ...decisionsReplay(history, decisions, accountOf),
    );
  }
  times.sort((a, b) => a - b);
  const quantile = (share: number): number => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  return { broken, pools: [...pools].sort(), priority, decisionMs: [0.5, 0.99, 1].map(quantile) };
}
