import { refuse } from '#libs/platform/errors';
import { record, type PendingMessage } from '../../conversation/domain/append-message';
import { askHuman } from '../../conversation/domain/ask-human';
import { nothing } from '../../conversation/domain/change';
import type { SessionRefusal } from '../../conversation/domain/decide-agent-command';
import type { OpenSessionDone } from '../../conversation/domain/decide-leave';
import type { Buyer, Needs, Session } from '../../conversation/domain/session';

/** The bot speaks: only in a session that is with it. */
export function decideBotMessage(open: Session | null, pending: PendingMessage, now: Date): OpenSessionDone | SessionRefusal {
  if (open === null) return noSession;
  // Routing's word may still be on its way: the bot may be told of a buyer before the session is with it.
  if (open.state !== 'BOT') return { ...notWithBot, retryable: open.routingRevision === 0 };
  return { outcome: 'done', ...record(open, pending, now) };
}

/**
 * A human is asked for: the session leaves the bot and routing decides about it (RTE-15, RTE-16). Where a human is asked for already, or has it, nothing
 * changes. `needs`: what is asked of the agent from now on; null: what was asked before.
 */
export function decideToHuman(
  open: Session | null,
  buyer: Buyer | null,
  now: Date,
  needs: Needs | null = null,
): OpenSessionDone | SessionRefusal {
  if (open === null || buyer === null) return noSession;
  if (open.state !== 'BOT') return { outcome: 'done', session: open, change: nothing };
  const asking = needs === null ? open : { ...open, origin: { ...open.origin, needs } };
  return { outcome: 'done', ...askHuman(asking, buyer, now) };
}

const refusal = (code: 'SESSION_NOT_FOUND' | 'ILLEGAL_TRANSITION', message: string, expected: string): SessionRefusal => ({
  ...refuse(code, message, { field: 'buyer', expected, retryable: false }),
  mayYetCome: false,
});

const noSession = refusal(
  'SESSION_NOT_FOUND',
  'This buyer has no open session.',
  'a buyer who has written and whose session is not closed',
);
const notWithBot = refusal('ILLEGAL_TRANSITION', 'This session is not with the bot.', 'a session that is BOT');
