import type { CountedSession } from './counted-session';
import type { Count } from './counts/family';
import { metricNames, metrics, type MetricName } from './metrics';
import { newTally, type Added } from './tally';

const metricsByCount = new Map<Count, MetricName[]>();
for (const name of metricNames) {
  const { count } = metrics[name];
  metricsByCount.set(count, [...(metricsByCount.get(count) ?? []), name]);
}

/**
 * What a session adds to the figures at an instant. What the shop opened adds nothing, and what a blocked buyer opened neither unless the shop wants it
 * (MET-8, RES-69); metrics that leave the session out take down nothing (MET-7, MET-24).
 */
export function countSession(session: CountedSession, leftOut: ReadonlySet<MetricName>): Added {
  const tally = newTally();
  const { initiator, buyerBlocked = false } = session.started;
  if (initiator === 'BUYER' && (!buyerBlocked || session.settings.countBlocked)) {
    for (const [count, names] of metricsByCount) if (!names.some((name) => leftOut.has(name))) count(session, tally);
  }
  return tally.added();
}
