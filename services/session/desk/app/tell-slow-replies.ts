import { factOf, systemTrigger, type AnyNewEvent } from '#libs/contracts/index';
import { repeat } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database/database';
import type { Deps, Worker } from '#libs/service/run-service';
import { slowAlertWords, type SlowShop } from '../domain/slow-alert';
import { readDeskTerms, type DeskTerms } from '../store/desk-terms';
import { clearSlow, raiseSlow, slowIn, slowSuspects } from '../store/slow-shops';

const everyMs = 5_000;
/** The shortest time that a shop may set (`slowReplySeconds`). */
const shortestMs = 10_000;
const mostAgents = 100;
const topic = 'shop-reminded';

type SlowDeps = Pick<Deps, 'db' | 'workerDb' | 'outbox' | 'clock' | 'newId' | 'log'>;

/** Tells managers once that agents owe answers for too long, all of the shop together, and once that they do no longer (SES-22). */
export function tellSlowReplies(deps: SlowDeps): Worker & { round(): Promise<void> } {
  let after: string | null = null;
  const round = async (): Promise<void> => {
    const found = await slowSuspects(deps.workerDb, new Date(deps.clock.now().getTime() - shortestMs), after);
    after = found.after;
    for (const shopId of found.ids) await deps.db.transaction([shopId], (tx) => tellShop(tx, deps, shopId));
  };
  return { name: 'slow replies', round, ...repeat('slow replies', everyMs, round, deps.log) };
}

async function tellShop(tx: Tx, { outbox, clock, newId }: SlowDeps, shopId: string): Promise<void> {
  const now = clock.now();
  const terms = (await readDeskTerms(tx, [shopId])).get(shopId);
  const seconds = terms?.slowReplySeconds ?? null;
  const slow = seconds === null ? null : await slowIn(tx, shopId, new Date(now.getTime() - seconds * 1_000));
  const fact = { shopId, subject: shopId, occurredAt: now, policyVersion: terms?.policyVersion ?? null };
  const events =
    slow && seconds !== null
      ? await raised(tx, { ...fact, id: newId() }, slow, seconds, newId())
      : await cleared(tx, { ...fact, id: newId() });
  await outbox.append(tx, events);
}

interface Fact {
  readonly id: string;
  readonly shopId: string;
  readonly subject: string;
  readonly occurredAt: Date;
  readonly policyVersion: DeskTerms['policyVersion'] | null;
}

const about = { key: 'SLOW_REPLIES', kind: 'SLOW_REPLIES', grade: 'WARNING' } as const;

async function raised(tx: Tx, fact: Fact, slow: SlowShop, seconds: number, alertId: string): Promise<AnyNewEvent[]> {
  if (!(await raiseSlow(tx, fact.shopId, alertId, fact.occurredAt))) return [];
  const since = new Date(slow.since.getTime() + seconds * 1_000).toISOString();
  const agentIds = slow.agentIds.slice(0, mostAgents);
  const value = { ...about, alertId, since, cause: null, pool: null, groupId: null, agentIds, buyers: slow.buyers, held: 0 };
  return [
    factOf<typeof topic, 'alert-raised'>(systemTrigger(), {
      ...{ ...fact, topic, type: 'alert-raised' },
      value: { ...value, ...slowAlertWords(slow, seconds) },
    }),
  ];
}

async function cleared(tx: Tx, fact: Fact): Promise<AnyNewEvent[]> {
  const told = await clearSlow(tx, fact.shopId);
  if (!told) return [];
  const value = { ...about, alertId: told.alertId, raisedAt: told.raisedAt.toISOString() };
  return [factOf<typeof topic, 'alert-cleared'>(systemTrigger(), { ...fact, topic, type: 'alert-cleared', value })];
}
