import type { Command } from '#libs/platform/graphql/command';
import { accountOf } from '../../conversation/app/agent-commands';
import { byBuyer, type BuyerDeps } from '../../conversation/app/buyer-commands';
import type { BuyerName } from '../../conversation/app/buyer-directory';
import type { CommandQueue } from '../../conversation/app/command-queue';
import type { CommandDone } from '../../conversation/app/session-command';
import { decideBuyerRecall } from '../domain/decide-revision';
import type { MessageDecision } from '../domain/message-case';

/** A buyer has taken a message back. */
export async function recallOfBuyer(
  { queue, buyers }: Pick<BuyerDeps, 'queue' | 'buyers'>,
  { shopId, key, trigger }: Command<unknown>,
  name: BuyerName,
  channelMessageId: string,
): Promise<CommandDone> {
  const { id: buyerId } = await buyers.identify(shopId, name);
  const by = byBuyer(trigger, buyerId);
  return queue.submit({ kind: 'ON_CHANNEL_MESSAGE', shopId, key, trigger: by, buyerId, channelMessageId, decide: decideBuyerRecall });
}

/** An agent changes what it wrote. */
export const reviseOwn = async (
  queue: CommandQueue,
  { shopId, key, trigger, caller }: Command<unknown>,
  { sessionId, messageId }: { readonly sessionId: string; readonly messageId: string },
  decide: MessageDecision,
): Promise<CommandDone> =>
  queue.submit({ kind: 'ON_MESSAGE', shopId, key, trigger, account: accountOf(caller), sessionId, messageId, decide });
