import { systemTrigger } from '#libs/contracts/index';
import type { Tx } from '#libs/platform/database/database';
import type { Deps } from '#libs/service/run-service';
import { createTimerRounds, type Timers } from '#libs/service/timer-rounds';
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

/** The timers of sessions, and of shops their daily reminders. */
export const createTimers = (deps: TimerDeps): Timers =>
  createTimerRounds(deps, { due: dueDeadlines, apply: (tx, due, horizon) => applyTimers(tx, deps, due, horizon) });

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
