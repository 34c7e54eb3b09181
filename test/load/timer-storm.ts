import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import type { SystemEnvironment } from '#infra/launcher/system-environment';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { checkShop, overdueTimers } from './check-timers';
import { seedSessions, seedShops, type SeededShop } from './seed-timers';
import type { StormRouter } from './storm-world';
import type { TimerPlan } from './timer-plan';

export interface TimerReport {
  readonly effects: number;
  readonly killed: number;
  /** How late effects came: median, 99th percentile and latest, ms. */
  readonly lateMs: readonly [number, number, number];
  readonly broken: readonly string[];
}

/** How long after the window the last timers may take, however slow the machine is. */
const graceMs = 60_000;

/**
 * Lets the timers of very many open sessions come due while session processes are killed in turn, and checks from rows and events that each effect came
 * exactly once, dated by its instant (SES-7, SES-12, SES-13, SES-19).
 */
export async function runTimerStorm(
  plan: TimerPlan,
  { databases }: Pick<SystemEnvironment, 'databases'>,
  processes: readonly StormRouter[],
): Promise<TimerReport> {
  const db = createDatabase({ url: databases.session.app, max: 4, log: pino({ level: 'silent' }), name: 'timer-storm' });
  try {
    const from = new Date(Date.now() + 5_000 + plan.sessions / 3);
    const shops = await seedShops(db, plan.shops, from);
    const seeded = await seedSessions(db, plan, shops, from);
    const late = Date.now() - from.getTime();
    if (late > 0) throw new Error(`Seeding took ${late} ms too long: timers were due before all were there`);
    const until = Math.max(from.getTime() + plan.windowMs, ...shops.map(({ remindedAt }) => remindedAt.getTime()));
    const state = { over: false };
    const killing = killInTurn(processes, plan.killEveryMs, from, () => state.over);
    const left = await untilFired(db, shops, until);
    state.over = true;
    const killed = await killing;
    const found = [];
    for (const shop of shops) {
      const own = seeded.filter(({ shopId }) => shopId === shop.id);
      found.push(await checkShop(db, shop, own));
    }
    const lateness = found.flatMap((each) => each.late).sort((one, other) => one - other);
    const lateMs = [0.5, 0.99, 1].map((share) => lateness[Math.max(0, Math.ceil(share * lateness.length) - 1)] ?? 0) as [
      number,
      number,
      number,
    ];
    const broken = [...(left > 0 ? [`${left} timers have not fired`] : []), ...found.flatMap((each) => each.broken)];
    if (plan.lateMs !== null && lateMs[1] > plan.lateMs) broken.push(`effects came ${lateMs[1].toFixed(0)} ms late (99th percentile)`);
    return { effects: lateness.length, killed, lateMs, broken };
  } finally {
    await db.close();
  }
}

/** Waits for the end of the window, and until no timer is due any more; answers how many are. */
async function untilFired(db: Database, shops: readonly SeededShop[], until: number): Promise<number> {
  await pause(Math.max(0, until - Date.now()));
  for (;;) {
    const now = new Date(until);
    let left = 0;
    for (const { id } of shops) left += await overdueTimers(db, id, now);
    if (left === 0 || Date.now() > until + graceMs) return left;
    await pause(500);
  }
}

/** Kills one process after another, from the first due timer on; leaves all of them running. */
async function killInTurn(processes: readonly StormRouter[], everyMs: number, from: Date, stopped: () => boolean): Promise<number> {
  await pause(Math.max(0, from.getTime() - Date.now()));
  for (let killed = 0; ;) {
    await pause(everyMs);
    if (stopped()) {
      await Promise.all(processes.map((each) => each.ready()));
      return killed;
    }
    processes[killed % processes.length]?.kill();
    killed += 1;
  }
}
