import { percentile } from '#infra/replay/spread';
import type { GatewayClient } from '#infra/replay/gateway-client';
import type { CalledShop } from '#infra/replay/shop-calls';
import { newId } from '#libs/platform/process/ids';
import type { Floor } from './bench-floor';
import { closedLoop, openLoop, timed, type LoadResult } from './bench-load';
import { costBetween, totalCost } from './bench-process-cost';
import type { BenchSystem } from './bench-system';

const acceptOnly = 'mutation($input: SendBuyerMessageInput!) { result: sendBuyerMessage(input: $input) { session { id } } }';
const untilAssigned = `mutation($input: SendBuyerMessageInput!) {
  result: sendBuyerMessage(input: $input) { session { id openedAt routing(waitMs: 2000) { outcome decidedAt agent { id } } } }
}`;

interface Assigned {
  readonly session: {
    readonly openedAt: string;
    readonly routing: { readonly outcome: string; readonly decidedAt: string; readonly agent: { readonly id: string } | null } | null;
  };
}

export interface FloorResult extends LoadResult {
  /** CPU milliseconds of one transaction, PostgreSQL's and its client's. A slow hour of the machine makes it as dear as everything else. */
  readonly cpuMs: number;
}

/** (c) What a plain loop on the same database server reaches, and costs. */
export async function measureFloor(floor: Floor, system: BenchSystem, shops: number, durationMs: number): Promise<FloorResult> {
  const postgres = (): number => system.cpu().get('postgres') ?? 0;
  const [before, own] = [postgres(), process.cpuUsage()];
  const load = await floor.run(shops, durationMs);
  const { user, system: kernel } = process.cpuUsage(own);
  return { ...load, cpuMs: (postgres() - before + (user + kernel) / 1_000) / load.count };
}

/** A new buyer's first message to the next of the shops. */
export type Arrival = (document: string) => Promise<unknown>;

/** New buyers, each writing once, spread evenly over the shops. */
export function arrivals(client: GatewayClient, shops: readonly CalledShop[]): Arrival {
  const run = newId();
  let sent = 0;
  return (document) => {
    const shop = shops[sent % shops.length] ?? missing();
    const input = { shopId: shop.shopId, buyer: { channel: 'x-bench', externalId: `${run}-${sent++}` }, text: 'Is the blue one in stock?' };
    return client.call(shop.connector, document, { input });
  };
}

/** (a) How many new buyers' messages are accepted per second. */
export const measureAccepted = (arrive: Arrival, clients: number, durationMs: number): Promise<LoadResult> =>
  closedLoop(clients, durationMs, () => timed(() => arrive(acceptOnly)));

export interface AssignedResult {
  /** From sending the message until the same call has told the agent: HTTP, gateway and accepting included. */
  readonly told: LoadResult;
  /** From the instant of acceptance to the instant of the decision, as the owners of these facts set them. */
  readonly decided: { readonly p50: number; readonly p99: number };
}

/** (b) How soon a buyer has an agent, at a steady rate with free agents. */
export async function measureAssigned(arrive: Arrival, perSecond: number, durationMs: number): Promise<AssignedResult> {
  const decided: number[] = [];
  const told = await openLoop(perSecond, durationMs, () =>
    timed(async () => {
      const { openedAt, routing } = ((await arrive(untilAssigned)) as Assigned).session;
      decided.push(Date.parse(requireAssigned(routing)) - Date.parse(openedAt));
    }),
  );
  const sorted = decided.sort((a, b) => a - b);
  return { told, decided: { p50: percentile(sorted, 0.5) ?? NaN, p99: percentile(sorted, 0.99) ?? NaN } };
}

export interface CostResult {
  readonly load: LoadResult;
  /** CPU milliseconds per session, by process. */
  readonly byProcess: ReadonlyMap<string, number>;
  readonly total: number;
}

/** (d) CPU per session from its acceptance to its assignment, by clients that wait until assigned. */
export async function measureCost(arrive: Arrival, system: BenchSystem, clients: number, durationMs: number): Promise<CostResult> {
  const before = system.cpu();
  const load = await closedLoop(clients, durationMs, () =>
    timed(async () => requireAssigned(((await arrive(untilAssigned)) as Assigned).session.routing)),
  );
  const used = costBetween(before, system.cpu());
  const perSession = new Map([...used].map(([name, cpuMs]) => [name, cpuMs / load.count]));
  return { load, byProcess: perSession, total: totalCost(perSession) };
}

function requireAssigned(routing: Assigned['session']['routing']): string {
  if (routing?.outcome !== 'ASSIGNED')
    throw new Error(`A session was not assigned within 2 s though agents were free (${routing?.outcome ?? 'no decision'})`);
  return routing.decidedAt;
}

function missing(): never {
  throw new Error('No shop to write to');
}
