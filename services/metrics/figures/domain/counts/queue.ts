import type { Count } from './family';

/** How long buyers queued and whether they were served (MET-22): becoming a left message is leaving too (RES-73). Who still waits is not counted. */
export const countQueue: Count = (session, tally) => {
  const queuedAt = session.outcomes.findIndex(({ type }) => type === 'queued');
  if (queuedAt < 0) return;
  const next = session.outcomes.slice(queuedAt + 1).find(({ type }) => type !== 'queued');
  if (next?.type === 'assigned') {
    const { waitedMs } = next.value;
    tally.shop('queuedSessions');
    tally.shop('queueServed');
    tally.shop('queueWaitMs', waitedMs);
    tally.spread(null, 'queueWait', waitedMs);
  } else if (next || session.closed) {
    tally.shop('queuedSessions');
    tally.shop('queueLeft');
  }
};
