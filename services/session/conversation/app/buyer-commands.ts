import type { Trigger } from '#libs/contracts/index';
import type { Command } from '#libs/platform/graphql/command';
import type { NewId } from '#libs/platform/process/ids';
import type { ChannelEdit } from '../../revisions/domain/edit-delivered';
import type { PendingMessage } from '../domain/append-message';
import type { Product } from '../../knowledge/domain/product';
import { decideLeave, type OpenSessionDecision } from '../domain/decide-leave';
import type { MessageType, SessionOrigin } from '../domain/session';
import type { BuyerDirectory, BuyerName } from './buyer-directory';
import type { CommandQueue } from './command-queue';
import type { CommandDone } from './session-command';

export interface BuyerDeps {
  readonly queue: CommandQueue;
  readonly buyers: BuyerDirectory;
  readonly newId: NewId;
}

export interface BuyerMessage {
  readonly buyer: BuyerName;
  readonly origin: SessionOrigin;
  readonly entryOrderId: string | null;
  readonly product: Product | null;
  /** The entry that was clicked; `text` are the words that were shown. */
  readonly clickedEntry?: string;
  readonly type: MessageType;
  readonly text: string | null;
  readonly channelMessageId: string | null;
  readonly channelSentAt: Date | null;
  readonly content?: NonNullable<PendingMessage['content']>;
  /** Set when the channel says that this is a message it delivered before, edited. */
  readonly edit?: ChannelEdit | null;
}

/** A buyer writes: into the open session, or opening one (SES-2, INV-1, INV-3). */
export async function sendBuyerMessage(
  { queue, buyers, newId }: BuyerDeps,
  asked: Command<unknown>,
  said: BuyerMessage,
): Promise<CommandDone> {
  const { shopId, key, trigger } = asked;
  const {
    buyer: name,
    origin,
    entryOrderId,
    product,
    type,
    text,
    channelMessageId,
    channelSentAt,
    content,
    edit = null,
    clickedEntry,
  } = said;
  const buyer = await buyers.identify(shopId, name);
  return queue.submit({
    kind: 'BUYER_MESSAGE',
    shopId,
    key,
    trigger: byBuyer(trigger, buyer.id),
    buyer,
    newSessionId: newId(),
    answerId: newId(),
    origin,
    entryOrderId,
    product,
    edit,
    ...(clickedEntry !== undefined && { clickedEntry }),
    pending: {
      id: newId(),
      sender: 'BUYER',
      agentId: null,
      type,
      source: null,
      autoKind: null,
      text,
      channelMessageId,
      channelSentAt,
      ...(content && { content }),
    },
  });
}

/** A buyer leaves: what waits closes, a conversation and a left message stay (RES-47, RES-82). */
export const leaveChat = (deps: BuyerDeps, asked: Command<unknown>, name: BuyerName): Promise<CommandDone> =>
  inOpenSession(deps, asked, name, decideLeave);

/** Flies a command about whatever session a buyer has open. */
export async function inOpenSession(
  { queue, buyers }: BuyerDeps,
  asked: Command<unknown>,
  name: BuyerName,
  decide: OpenSessionDecision,
  by: (trigger: Trigger, buyerId: string) => Trigger = byBuyer,
): Promise<CommandDone> {
  const { shopId, key, trigger } = asked;
  const { id: buyerId } = await buyers.identify(shopId, name);
  return queue.submit({ kind: 'OF_BUYER', shopId, key, trigger: by(trigger, buyerId), buyerId, decide });
}

/** The connector only speaks for the buyer. */
export const byBuyer = (trigger: Trigger, id: string): Trigger => ({ ...trigger, actor: { kind: 'BUYER', id } });
