import type { Tx } from '#libs/platform/database/database';
import type { Deps } from '#libs/service/run-service';
import { decideTimer } from '../domain/decide-timer';
import { overdue } from '../domain/timers';
import { armDeadlines, dueDeadlines, forgetDeadlines, type SessionDeadline } from '../store/deadlines';
import { loadCases } from '../store/load-cases';
import { lockFreeBuyersOf } from '../store/lock-buyers';
import { bySystem } from './cause';
import { saveWorkingSet } from './save-working-set';
import { createWorkingSet, type WorkingSet } from './working-set';

export type TimerDeps = Pick<Deps, 'db' | 'workerDb' | 'outbox' | 'clock' | 'newId'>;

const limit = 500;

/**
 * One round: finds the timers that have run out, earliest first, and applies them in that order in one transaction of their shops.
 * Buyers somebody else is busy with are left for the next round. Answers whether there may be more.
 */
export async function fireTimers(deps: TimerDeps): Promise<boolean> {
  const now = deps.clock.now();
  const due = await deps.workerDb.transaction([], (tx) => dueDeadlines(tx, now, limit));
  if (due.length === 0) return false;
  const shops = [...new Set(due.map((deadline) => deadline.shopId))];
  const done = await deps.db.transaction(shops, (tx) => applyTimers(tx, deps, due, now));
  return due.length === limit && done > 0;
}

/**
 * The row of a deadline is only a reminder; the session, read under its buyer's lock, decides. The round happens at its horizon: the instant up to
 * which all due rows are known, so that after a jump of the clock nothing fires before what was due earlier.
 */
async function applyTimers(tx: Tx, deps: TimerDeps, due: readonly SessionDeadline[], now: Date): Promise<number> {
  const horizon = due.length === limit ? due[limit - 1]!.dueAt : now;
  const sessions = [...new Set(due.map((deadline) => deadline.sessionId))];
  const [free, cases] = await Promise.all([lockFreeBuyersOf(tx, sessions), loadCases(tx, { buyers: [], sessions })]);
  const set = createWorkingSet(cases, [], deps.newId);
  const [gone, rearmed]: [SessionDeadline[], SessionDeadline[]] = [[], []];
  let closed = 0;
  for (const deadline of inOrder(due, set, horizon)) {
    const session = set.session(deadline.sessionId);
    const buyer = session && set.buyer(session.buyerId);
    if (session === null || buyer === null) gone.push(deadline);
    if (session === null || buyer === null || !free.has(buyer.id)) continue;
    const decision = decideTimer(session, buyer, deadline.kind, horizon);
    if (decision.outcome === 'gone') gone.push(deadline);
    else if (decision.outcome === 'rearmed') rearmed.push({ ...deadline, ...decision.deadline });
    else {
      set.apply(decision.change, bySystem(null, null));
      closed += 1;
    }
  }
  armDeadlines(tx, rearmed);
  forgetDeadlines(tx, gone);
  await saveWorkingSet(tx, deps.outbox, set, horizon);
  return closed + rearmed.length + gone.length;
}

/** By what is really due: a reminder may come before the close it leads to. */
function inOrder(due: readonly SessionDeadline[], set: WorkingSet, horizon: Date): SessionDeadline[] {
  const dueAt = (deadline: SessionDeadline): number => {
    const session = set.session(deadline.sessionId);
    return ((session && overdue(session, horizon)?.at) ?? deadline.dueAt).getTime();
  };
  return due
    .map((deadline) => ({ deadline, at: dueAt(deadline) }))
    .sort((one, other) => one.at - other.at)
    .map(({ deadline }) => deadline);
}
