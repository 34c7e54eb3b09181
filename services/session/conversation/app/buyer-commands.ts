import { commandKey } from '#libs/platform/database/command-results';
import { derivedId } from '#libs/platform/process/ids';
import type { MessageType } from '../domain/session';
import { causeIdOf, type Cause } from './cause';
import type { CommandDone } from './session-command';
import type { CommandQueue } from './command-queue';

/** A buyer as the connector names them. */
export interface BuyerName {
  readonly channel: string;
  readonly externalId: string;
  readonly name?: string | null;
}

export interface BuyerMessageInput {
  readonly shopId: string;
  readonly buyer: BuyerName;
  readonly type: MessageType;
  readonly text: string | null;
  readonly channelMessageId?: string | null;
  readonly channelSentAt?: string | null;
  readonly entryPoint?: string | null;
  readonly commandId?: string | null;
}

export interface LeaveInput {
  readonly shopId: string;
  readonly buyer: BuyerName;
  readonly commandId?: string | null;
}

/** A buyer is shop, channel and the channel's own id; so the id needs no look-up. */
export const buyerIdOf = (shopId: string, buyer: BuyerName): string => derivedId(shopId, buyer.channel, buyer.externalId);

/** A buyer writes: into the open session, or opening one (SES-2, INV-1, INV-3). */
export async function sendBuyerMessage(queue: CommandQueue, input: BuyerMessageInput, traceparent: string | null): Promise<CommandDone> {
  const { shopId, buyer } = input;
  await queue.knowShop(shopId);
  const id = buyerIdOf(shopId, buyer);
  const key = commandKey(shopId, 'sendBuyerMessage', input);
  return queue.run({
    kind: 'BUYER_MESSAGE',
    shopId,
    key,
    cause: byBuyer(id, causeIdOf(key), traceparent),
    buyer: { id, shopId, channel: buyer.channel, externalId: buyer.externalId, name: buyer.name ?? null },
    newSessionId: queue.newId(),
    entryPoint: input.entryPoint ?? null,
    pending: {
      id: queue.newId(),
      sender: 'BUYER',
      agentId: null,
      type: input.type,
      source: null,
      autoKind: null,
      text: input.text,
      channelMessageId: input.channelMessageId ?? null,
      channelSentAt: input.channelSentAt ? new Date(input.channelSentAt) : null,
    },
  });
}

/** A buyer leaves: what waits closes, a conversation stays (RES-47). */
export async function leaveChat(queue: CommandQueue, input: LeaveInput, traceparent: string | null): Promise<CommandDone> {
  const { shopId, buyer } = input;
  await queue.knowShop(shopId);
  const buyerId = buyerIdOf(shopId, buyer);
  const key = commandKey(shopId, 'leaveChat', input);
  return queue.run({ kind: 'LEAVE', shopId, key, cause: byBuyer(buyerId, causeIdOf(key), traceparent), buyerId });
}

const byBuyer = (id: string, causeId: string | null, traceparent: string | null): Cause => ({
  actor: { kind: 'BUYER', id },
  causeId,
  traceparent,
});
