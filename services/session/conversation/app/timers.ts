import { systemTrigger } from '#libs/contracts/index';
import { createFlights, type FlightTerms } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database/database';
import { passesByItself } from '#libs/platform/database/database-fault';
import type { Deps } from '#libs/service/run-service';
import { fireReminders } from '../../desk/app/fire-reminders';
import { overdue } from '../domain/timers';
import { armDeadlines, deadlinesOf, dueDeadlines, forgetDeadlines, type SessionDeadline } from '../store/deadlines';
import { loadCases } from '../store/load-cases';
import { messagesAt } from '../store/load-messages';
import { lockFreeBuyersOf } from '../store/lock-buyers';
import { decideDeadline, type TimerFlight } from './decide-deadline';
import { saveWorkingSet } from './save-working-set';
import { createWorkingSet } from './working-set';

export type TimerDeps = Pick<Deps, 'db' | 'workerDb' | 'outbox' | 'clock' | 'newId' | 'log'>;

/** The timers of one shop that have run out by the round's horizon. */
interface ShopTimers {
  readonly shopId: string;
  readonly due: readonly SessionDeadline[];
  readonly horizon: Date;
}

export interface Timers {
  /**
   * One round: finds the timers that have run out, earliest first, and applies them in that order, those of all shops in one flight. Buyers somebody else
   * is busy with are left for the next round, a shop that is held up for one a second later. Answers whether there may be more.
   */
  fire(): Promise<boolean>;
}

const limit = 500;
const heldUpMs = 1_000;

export function createTimers(deps: TimerDeps): Timers {
  const fly = async (batch: readonly ShopTimers[], { lockMs }: FlightTerms): Promise<number[]> => {
    const shops = batch.map(({ shopId }) => shopId);
    const due = batch.flatMap((shop) => shop.due);
    const done = await deps.db.transaction(shops, (tx) => applyTimers(tx, deps, due, batch[0]!.horizon), { lockMs });
    return batch.map((_, index) => (index === 0 ? done : 0));
  };
  const flights = createFlights<ShopTimers, number>({
    name: 'timers',
    limit,
    fly,
    shopOf: ({ shopId }) => shopId,
    patienceMs: () => 0,
    log: deps.log,
  });
  const heldUp = new Map<string, number>();
  return {
    fire: async () => {
      const now = deps.clock.now();
      for (const [shopId, until] of heldUp) if (until < performance.now()) heldUp.delete(shopId);
      const due = await deps.workerDb.transaction([], (tx) => dueDeadlines(tx, now, limit, [...heldUp.keys()]));
      // The round happens at its horizon: the instant up to which all due rows are known. So after a jump of the clock nothing fires before what was due earlier.
      const horizon = due.length === limit ? due[limit - 1]!.dueAt : now;
      const shops = byShop(due);
      const results = await Promise.allSettled(shops.map(([shopId, mine]) => flights.submit({ shopId, due: mine, horizon })));
      results.forEach((result, index) => {
        if (result.status === 'fulfilled') return;
        const shopId = shops[index]![0];
        heldUp.set(shopId, performance.now() + heldUpMs);
        if (!passesByItself(result.reason)) deps.log.error({ err: result.reason as unknown, shopId }, 'the timers of a shop failed');
      });
      const done = results.reduce((sum, result) => sum + (result.status === 'fulfilled' ? result.value : 0), 0);
      return due.length === limit && done > 0;
    },
  };
}

function byShop(due: readonly SessionDeadline[]): [string, SessionDeadline[]][] {
  const shops = new Map<string, SessionDeadline[]>();
  for (const deadline of due) {
    const mine = shops.get(deadline.shopId);
    if (mine) mine.push(deadline);
    else shops.set(deadline.shopId, [deadline]);
  }
  return [...shops];
}

/** The row of a deadline is only a reminder; the session, read under its buyer's lock, decides. */
async function applyTimers(tx: Tx, deps: TimerDeps, due: readonly SessionDeadline[], horizon: Date): Promise<number> {
  const reminded = await fireReminders(
    tx,
    deps,
    due.filter(({ kind }) => kind === 'REMINDER'),
    horizon,
  );
  const ofSessions = due.filter(({ kind }) => kind !== 'REMINDER');
  if (ofSessions.length === 0) return reminded;
  const flight = await loadTimers(tx, deps, [...new Set(ofSessions.map((deadline) => deadline.sessionId))]);
  const [gone, rearmed]: [SessionDeadline[], SessionDeadline[]] = [[], []];
  let changed = 0;
  for (const deadline of inOrder(flight.held, flight, horizon)) {
    const decision = decideDeadline(flight, deadline, horizon);
    if (decision.change) flight.set.apply(decision.change, systemTrigger());
    if (decision.change) changed += 1;
    if (decision.next === 'GONE') gone.push(deadline);
    else if (decision.next) rearmed.push({ ...deadline, ...decision.next });
  }
  armDeadlines(tx, rearmed);
  forgetDeadlines(tx, gone);
  await saveWorkingSet(tx, deps.outbox, flight.set, horizon);
  return reminded + changed + rearmed.length + gone.length;
}

/** Locks the buyers who are free and reads; only what is still due under the lock counts, since another process may have fired it. */
async function loadTimers(
  tx: Tx,
  deps: TimerDeps,
  sessions: readonly string[],
): Promise<TimerFlight & { held: readonly SessionDeadline[] }> {
  const [free, cases, held] = await Promise.all([
    lockFreeBuyersOf(tx, sessions),
    loadCases(tx, { buyers: [], sessions }),
    deadlinesOf(tx, sessions),
  ]);
  const undecided = held.filter(({ kind }) => kind === 'DECISION');
  const openings = await messagesAt(
    tx,
    undecided.map(({ sessionId }) => ({ sessionId, ordinal: 1 })),
  );
  const set = createWorkingSet(cases, [], deps.newId);
  return { set, free, held, log: deps.log, openings: new Map(openings.map((message) => [message.sessionId, message])) };
}

/** Those that are due, by what is really due: a reminder may come before the close it leads to. */
function inOrder(held: readonly SessionDeadline[], { set }: TimerFlight, horizon: Date): SessionDeadline[] {
  const dueAt = (deadline: SessionDeadline): number => {
    const session = set.session(deadline.sessionId);
    return ((session && overdue(session, horizon)?.at) ?? deadline.dueAt).getTime();
  };
  return held
    .filter((deadline) => deadline.dueAt <= horizon)
    .map((deadline) => ({ deadline, at: dueAt(deadline) }))
    .sort((one, other) => one.at - other.at)
    .map(({ deadline }) => deadline);
}
