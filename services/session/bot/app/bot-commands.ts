import type { Command } from '#libs/platform/graphql/command';
import { inOpenSession, type BuyerDeps, type BuyerMessage } from '../../conversation/app/buyer-commands';
import type { BuyerName } from '../../conversation/app/buyer-directory';
import type { CommandDone } from '../../conversation/app/session-command';
import type { PendingMessage } from '../../conversation/domain/append-message';
import type { Needs } from '../../conversation/domain/session';
import { decideBotMessage, decideToHuman } from '../domain/decide-bot';

/** A human is asked for, by the buyer or by the bot (RTE-15, RTE-16). */
export const transferToHuman = (deps: BuyerDeps, asked: Command<unknown>, name: BuyerName, needs: Needs | null): Promise<CommandDone> =>
  inOpenSession(deps, asked, name, (open, buyer, now) => decideToHuman(open, buyer, now, needs));

/** The bot speaks with a buyer whose session is with it. */
export function sendBotMessage(
  deps: BuyerDeps,
  asked: Command<unknown>,
  { buyer, type, text }: Pick<BuyerMessage, 'buyer' | 'type' | 'text'>,
): Promise<CommandDone> {
  const pending: PendingMessage = {
    ...{ id: deps.newId(), sender: 'BOT', agentId: null, type, text },
    ...{ source: null, autoKind: null, channelMessageId: null, channelSentAt: null },
  };
  return inOpenSession(
    deps,
    asked,
    buyer,
    (open, _buyer, now) => decideBotMessage(open, pending, now),
    (trigger) => trigger,
  );
}
