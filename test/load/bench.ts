import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createGatewayClient } from '#infra/replay/gateway-client';
import { untilCaughtUp } from '#infra/replay/until-caught-up';
import { runScript } from '#infra/scripts/run-script';
import { openFloor, type Floor } from './bench-floor';
import { benchGateway } from './bench-gateway';
import { arrivals, measureAccepted, measureAssigned, measureCost, measureFloor, type Arrival } from './bench-measures';
import { calendarRows } from './bench-calendar';
import { assigningRows, endToEndRows } from './bench-assigning';
import { forecastRows } from './bench-forecast';
import { decisionRows } from './bench-decisions';
import { exportRows, measureExport } from './bench-export';
import { benchMetrics } from './bench-metrics';
import { measureOpening, openingRows } from './bench-opening';
import { measureSearch, searchRows } from './bench-search';
import { watchOtherLoad } from './bench-other-load';
import { costBetween, pssMiB, totalCost } from './bench-process-cost';
import { idleRows, roundRows, tableOf, type Idle, type Round, type Row } from './bench-report';
import { loadClient, openBenchShops } from './bench-shops';
import { withServers } from './with-servers';
import { startBenchSystem, type BenchSystem } from './bench-system';

/** Durations in milliseconds. */
interface Lengths {
  readonly rounds: number;
  readonly warmUp: number;
  readonly each: number;
  readonly steady: number;
  readonly untilIdle: number;
  readonly idleWindow: number;
  readonly openingShops: number;
}

const usual: Lengths = {
  rounds: 3,
  warmUp: 20_000,
  each: 10_000,
  steady: 15_000,
  untilIdle: 60_000,
  idleWindow: 15_000,
  openingShops: 10_000,
};
const quick: Lengths = { rounds: 1, warmUp: 5_000, each: 3_000, steady: 5_000, untilIdle: 10_000, idleWindow: 5_000, openingShops: 500 };

const sendingClients = 32;
const waitingClients = 50;
const steadyRate = 50;
const catchUpLimitMs = 120_000;
const quietPercent = 10;

const flag = { type: 'boolean', default: false } as const;

/**
 * `npm run bench [-- --quick] [-- --gateway | --opening | --calendar | --decisions | --assigning | --search | --export | --metrics | --forecast <file>]`: starts a system of its own, measures it and prints the figures beside their targets.
 * With `--gateway`, those of the gateway and its streams; with `--opening`, those of 10,000 shops that open at the same minute; with `--calendar`, those of
 * the calendar alone, with `--decisions` those of routing's decisions, which need no system, with `--assigning` those of whole
 * assignments in one shop and in a hundred, beside bare row locks, with `--search` those of the search of 100,000 scripts, and with `--export` those of a
 * file of a million sessions. With `--metrics`, those of one process of metrics, beside bare reading, upserts and `COPY`. With `--forecast <file>` of real
 * contacts, how far the forecast of their volume was off beside two baselines.
 */
runScript(async () => {
  const { values } = parseArgs({
    options: {
      quick: flag,
      gateway: flag,
      opening: flag,
      calendar: flag,
      decisions: flag,
      assigning: flag,
      search: flag,
      export: flag,
      metrics: flag,
      forecast: { type: 'string' },
    },
  });
  const lengths = values.quick ? quick : usual;
  if (values.calendar) return printTable('The calendar, 50 exceptions, one thread', calendarRows(lengths.each / 5));
  if (values.forecast !== undefined) return printTable(`Weighted error of the forecast, ${values.forecast}`, forecastRows(values.forecast));
  if (values.metrics) {
    const sizes = values.quick ? [100_000] : [100_000, 1_000_000];
    return withServers(() => benchMetrics(lengths.openingShops * 2, sizes, { print, printTable }));
  }
  if (values.assigning)
    printTable('Assignments of one routing process, its events given to it at once', await withServers(() => assigningRows(lengths.each)));
  if (values.decisions) return printTable('Routing’s decisions with their records, one thread', decisionRows(lengths.each / 5));
  print('Starting a system of its own …');
  const system = await startBenchSystem();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void system.stop().then(() => process.exit(130)));
  try {
    if (values.assigning) await endToEnd(system, lengths);
    else if (values.export) await exported(system, lengths);
    else if (values.search) await search(system, lengths);
    else if (values.opening) await opening(system, lengths.openingShops);
    else await (values.gateway ? gatewayOnly(system, lengths) : bench(system, lengths));
  } finally {
    await system.stop();
  }
});

async function opening(system: BenchSystem, shops: number): Promise<void> {
  const otherLoad = watchOtherLoad(system);
  const measured = await measureOpening(system, { shops, print, drained: () => drained(system) });
  printTable(`${shops} shops open at the same minute`, openingRows(measured));
  print(otherLoadLine(otherLoad()));
}

async function endToEnd(system: BenchSystem, lengths: Lengths): Promise<void> {
  const otherLoad = watchOtherLoad(system);
  printTable('Assignments through the gateway, until the buyer is told the agent', await endToEndRows(system, lengths.each));
  print(otherLoadLine(otherLoad()));
}

async function search(system: BenchSystem, lengths: Lengths): Promise<void> {
  const otherLoad = watchOtherLoad(system);
  const scripts = lengths.openingShops * 10;
  printTable('Agents search scripts while they type', searchRows(await measureSearch(system, scripts, lengths.steady, print)));
  print(otherLoadLine(otherLoad()));
}

async function exported(system: BenchSystem, lengths: Lengths): Promise<void> {
  const otherLoad = watchOtherLoad(system);
  const rows = lengths.openingShops * 100;
  printTable('The sessions behind a number leave as CSV', exportRows(await measureExport(system, rows, print)));
  print(otherLoadLine(otherLoad()));
}

async function bench(system: BenchSystem, lengths: Lengths): Promise<void> {
  const idle = await measureIdle(system, lengths);
  print('Opening 16 shops of 5 agents and one of 50 …');
  const { addresses, home, ports } = system.running;
  const patient = createGatewayClient(addresses.gateway, { connections: 16, patienceMs: 30_000 });
  const many = await openBenchShops(patient, system.running, 16, 5);
  const single = await openBenchShops(patient, system.running, 1, 50);
  const floor = await openFloor({ port: ports.postgres ?? 0, keys: home.keys });
  const client = loadClient(addresses.gateway, 64);
  print('Warming up …');
  await warmUp(system, [arrivals(client, many), arrivals(client, single)], lengths.warmUp);
  const otherLoad = watchOtherLoad(system);
  const [manyRounds, singleRounds]: [Round[], Round[]] = [[], []];
  for (let round = 1; round <= lengths.rounds; round += 1) {
    print(`Round ${round} of ${lengths.rounds} …`);
    manyRounds.push(await measure(system, floor, { arrive: arrivals(client, many), shops: 16, lengths, steadily: true }));
    singleRounds.push(await measure(system, floor, { arrive: arrivals(client, single), shops: 1, lengths, steadily: false }));
  }
  const others = otherLoad();
  await Promise.all([floor.close(), client.close(), patient.close()]);
  const medians = lengths.rounds === 1 ? 'one round' : `medians of ${lengths.rounds} rounds`;
  print('');
  printTable(`16 shops, ${sendingClients} clients, ${medians}`, roundRows(manyRounds));
  printTable(`A single shop of 50 agents, ${medians}`, roundRows(singleRounds));
  printTable(`Idle, ${lengths.untilIdle / 1_000} s after start`, idleRows(idle));
  print(otherLoadLine(others));
}

/** Rates of a machine that others use too say little; the ratios and the CPU figures say more. */
function otherLoadLine(share: number): string {
  const percent = Math.round(share * 100);
  return `Other processes used ${percent} % of this machine meanwhile${percent > quietPercent ? ': run it again when they do not, for figures that can be compared' : ''}.`;
}

async function gatewayOnly(system: BenchSystem, lengths: Lengths): Promise<void> {
  print('Opening 16 shops of 5 agents …');
  const patient = createGatewayClient(system.running.addresses.gateway, { connections: 16, patienceMs: 30_000 });
  const shops = await openBenchShops(patient, system.running, 16, 5);
  await patient.close();
  const otherLoad = watchOtherLoad(system);
  await benchGateway(system, shops, lengths);
  print(otherLoadLine(otherLoad()));
}

async function measureIdle(system: BenchSystem, { untilIdle, idleWindow }: Lengths): Promise<Idle> {
  print(`Ready; waiting until ${untilIdle / 1_000} s after the start …`);
  await sleep(Math.max(0, system.readyAt + untilIdle - performance.now()));
  const pss = new Map([...system.nodeProcesses()].map(([name, pid]) => [name, pssMiB(pid)]));
  const [before, since] = [system.cpu(), performance.now()];
  await sleep(idleWindow);
  return { pssMiB: pss, cpuShare: totalCost(costBetween(before, system.cpu())) / (performance.now() - since) };
}

/** What runs for the first time is slow for reasons that no second run has: six processes and the broker are compiled while they work. */
async function warmUp(system: BenchSystem, all: readonly Arrival[], eachMs: number): Promise<void> {
  for (const arrive of all) await measureCost(arrive, system, waitingClients, eachMs);
  await drained(system);
}

interface Measured {
  readonly arrive: Arrival;
  readonly shops: number;
  readonly lengths: Lengths;
  readonly steadily: boolean;
}

/** One round on one set of shops; what is accepted is routed before the next figure is taken. */
async function measure(system: BenchSystem, floor: Floor, { arrive, shops, lengths, steadily }: Measured): Promise<Round> {
  const accepted = await measureAccepted(arrive, sendingClients, lengths.each);
  await drained(system);
  const pg = await measureFloor(floor, system, shops, lengths.each);
  const cost = await measureCost(arrive, system, waitingClients, lengths.each);
  await drained(system);
  if (!steadily) return { accepted, floor: pg, cost };
  const assigned = await measureAssigned(arrive, steadyRate, lengths.steady);
  return { accepted, floor: pg, cost, assigned };
}

async function drained({ running }: BenchSystem): Promise<void> {
  const lagging = await untilCaughtUp(running.addresses.kafka, catchUpLimitMs);
  if (lagging.size > 0) throw new Error(`Consumers did not catch up: ${[...lagging].map(([group, lag]) => `${group} ${lag}`).join(', ')}`);
}

function printTable(title: string, rows: readonly Row[]): void {
  for (const line of tableOf(title, rows)) print(line);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
