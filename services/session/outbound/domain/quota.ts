import { refuse, type Refusal } from '#libs/platform/errors';
import type { Session, ShopTerms } from '../../conversation/domain/session';

const hourMs = 3_600_000;

/**
 * What keeps an agent from saying more to a buyer who does not write: the channel takes `messages` within `hours` after each message of the buyer (SES-31).
 * Exactly the hours are still within them. What the system says by itself is not counted.
 */
export function overQuota({ sentSince, lastBuyerMessageAt }: Session, quota: ShopTerms['outboundQuota'], now: Date): Refusal | undefined {
  if (!quota) return undefined;
  const isLate = lastBuyerMessageAt === null || now.getTime() - lastBuyerMessageAt.getTime() > quota.hours * hourMs;
  if (sentSince < quota.messages && !isLate) return undefined;
  const expected = `at most ${quota.messages} messages, within ${quota.hours} hours, after a message of the buyer`;
  return refuse('QUOTA', 'This buyer has to write before more can be said.', { field: 'sessionId', expected });
}
