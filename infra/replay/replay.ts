import type { KafkaCluster } from '#infra/kafka/cluster';
import { say } from '#infra/launcher/console-output';
import type { Issuer } from '#infra/launcher/issuer';
import { newId } from '#libs/platform/process/ids';
import { assignments } from './assignments';
import { check, checkLine, type Check } from './check';
import { checkCapacity, checkSingleAssignee } from './check-assignments';
import { checkMetrics } from './check-metrics';
import { checkOutcomes, type PlayedContact } from './check-outcomes';
import { checkSequences } from './check-sequences';
import { startCompressedClock } from './compressed-clock';
import { openShopCalls } from './shop-calls';
import { drive } from './drive';
import { createGatewayClient, type GatewayClient } from './gateway-client';
import { openShop, type OpenedShop } from './open-shop';
import type { ReplayPlan } from './plan';
import { startProgress } from './progress';
import { readMetrics } from './read-metrics';
import { readShopLog } from './read-shop-log';
import { recountMetrics } from './recount-metrics';
import { shopFacts } from './shop-facts';
import { newTally, type Tally } from './tally';
import { untilCaughtUp } from './until-caught-up';
import { waitingTable, waitingTimes } from './waiting-times';

const timeZone = 'Asia/Jerusalem';
const catchUpLimitMs = 120_000;

/** The system that is played against. */
export interface ReplayTarget {
  /** The gateway's root, without a path. */
  readonly gateway: string;
  readonly kafka: KafkaCluster;
  readonly mint: Issuer['mint'];
}

export interface ReplayOutcome {
  readonly ok: boolean;
  /** One line. */
  readonly summary: string;
}

/** Plays a recorded day against a running system in a shop of its own, then checks what the system's own topics say about it. */
export async function replay({ gateway, kafka, mint }: ReplayTarget, plan: ReplayPlan, speed: number): Promise<ReplayOutcome> {
  const client = createGatewayClient(gateway, { connections: 64, patienceMs: 30_000 });
  const shop = await openShop(client, mint, {
    name: `Replay of ${plan.date}`,
    timeZone,
    agents: plan.agents.map((agent) => agent.name),
    capacity: 1,
    runId: newId(),
  });
  say(introduction(plan, shop, speed));
  const tally = newTally();
  const clock = startCompressedClock(speed);
  const endProgress = startProgress(plan, clock, tally, timeZone);
  const played = await drive({ plan, clock, calls: openShopCalls(client, shop), idOf: shop.idOf, tally }).finally(endProgress);
  say('All over; waiting until every consumer has read everything.');
  const lagging = await untilCaughtUp(kafka, catchUpLimitMs);
  const { checks, table } = await checkAll(client, shop, kafka, { plan, speed, played });
  for (const line of [...[failuresCheck(tally), lagCheck(lagging), ...checks].map(checkLine), ...table]) say(line);
  await client.close();
  return outcomeOf(plan, played, [failuresCheck(tally), lagCheck(lagging), ...checks]);
}

function introduction({ date, contacts, agents, phantoms, lengthMs }: ReplayPlan, { shopId }: OpenedShop, speed: number): string {
  const minutes = (lengthMs / speed / 60_000).toFixed(1);
  return `Replaying ${date}: ${contacts.length} contacts (PHANTOM rows skipped: ${phantoms}), ${agents.length} agents, ${speed} times as fast, some ${minutes} min. Shop ${shopId}.`;
}

async function checkAll(
  client: GatewayClient,
  { owner, shopId }: OpenedShop,
  kafka: KafkaCluster,
  { plan, speed, played }: { readonly plan: ReplayPlan; readonly speed: number; readonly played: readonly PlayedContact[] },
): Promise<{ checks: Check[]; table: string[] }> {
  const log = await readShopLog(kafka, shopId);
  const answered = await readMetrics(client, owner, shopId);
  const facts = shopFacts(log);
  const given = assignments(facts);
  const checks = [
    checkOutcomes(plan.contacts.length, played, facts),
    checkCapacity(given),
    checkSingleAssignee(given),
    checkSequences(log),
    checkMetrics(answered, recountMetrics(facts, Date.now())),
  ];
  return { checks, table: waitingTable(waitingTimes(facts, speed), plan.recordedWaits) };
}

const failuresCheck = ({ failures }: Tally): Check => check('every call was answered', failures, 'no contact and no agent failed');

function lagCheck(lagging: ReadonlyMap<string, bigint>): Check {
  const problems = [...lagging].map(([group, lag]) => `${group} still lags by ${lag}`);
  return check('every consumer has read everything', problems, 'lag 0');
}

function outcomeOf({ date, contacts }: ReplayPlan, played: readonly PlayedContact[], checks: readonly Check[]): ReplayOutcome {
  const served = played.filter((contact) => contact.outcome === 'served').length;
  const counts = `${contacts.length} contacts of ${date}, ${served} served, ${played.length - served} left`;
  const failed = checks.filter(({ ok }) => !ok).map(({ name }) => name);
  if (failed.length === 0) return { ok: true, summary: `Replay ok: ${counts}; all ${checks.length} checks hold.` };
  return { ok: false, summary: `Replay FAILED: ${counts}; ${failed.length} of ${checks.length} checks failed (${failed.join(', ')}).` };
}
