import { refuse, type Refusal } from '#libs/platform/errors';
import type { Announcement, Channel, Delivery, Outcome } from './announcement';

/** What a connector says became of an announcement at one channel, and when; `at` null = now. */
export interface Report {
  readonly channel: Channel;
  readonly outcome: Outcome;
  readonly reason: string | null;
  readonly at: Date | null;
}

/** What is known of a channel after a report: of two reports that of the later event, of one instant the one that came last. */
export function takeReport(announcement: Announcement, known: Delivery | undefined, report: Report, now: Date): Delivery | Refusal {
  const { state, publishedAt, channels } = announcement;
  const { channel, outcome, reason } = report;
  if (publishedAt === null) return illegal('announcementId', 'The announcement was never published.', 'a published announcement');
  if (!channels.includes(channel))
    return refuse('BAD_USER_INPUT', 'The announcement does not go there.', { field: 'channel', expected: `one of ${channels.join(', ')}` });
  if (outcome === 'REMOVED' && state !== 'CANCELLED')
    return illegal('outcome', 'The announcement was not cancelled, so nothing was to be taken away.', 'DELIVERED or FAILED');
  const at = report.at !== null && report.at < now ? report.at : now;
  if (known && known.at > at) return known;
  return { channel, outcome, reason: outcome === 'FAILED' ? reason : null, at, reportedAt: now };
}

const illegal = (field: string, message: string, expected: string): Refusal => refuse('ILLEGAL_TRANSITION', message, { field, expected });
