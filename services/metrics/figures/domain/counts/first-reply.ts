import { inHours } from './in-hours';
import { inTime } from './in-time';
import type { Count } from './family';

/** Whether the first reply came within some seconds (MET-18), of sessions opened in hours. Messages that were left and FAQ-only sessions are out (RES-75). */
export const countFirstReply: Count = (session, tally) => {
  const { openedAt, minuteOf, outcomes, faqOnly, rounds, settings, now } = session;
  const first = rounds[0];
  if (faqOnly || !first || !inHours(minuteOf(openedAt), settings.firstReplyHours)) return;
  if (outcomes.some(({ type }) => type === 'left-message')) return;
  const verdict = inTime(first.startedAt, first.repliedAt, settings.firstReplySeconds * 1_000, now, tally);
  if (verdict === null) return tally.both(first.agentId, 'firstReplyPending');
  tally.both(first.agentId, 'firstReplySessions');
  if (verdict) tally.both(first.agentId, 'firstReplyInTime');
};
