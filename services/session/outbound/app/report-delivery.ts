import { factOf, type NewEvent, type Trigger } from '#libs/contracts/index';
import { once } from '#libs/platform/database/command-results';
import { AppError, granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '#libs/service/run-service';
import { refuseFuture } from '../../conversation/domain/refuse-future';
import type { Message } from '../../conversation/domain/session';
import { messagesById } from '../../conversation/store/load-messages';
import { lockBuyersOf } from '../../conversation/store/lock-buyers';
import { mergeDeliveries, type Delivery } from '../domain/delivery';
import { deliveriesOf, saveDeliveries } from '../store/deliveries';

export interface DeliveryInput extends CommandInput {
  readonly reports: readonly Pick<Delivery, 'sessionId' | 'messageId' | 'state' | 'at' | 'reason' | 'channelMessageId'>[];
}

/** Takes what a channel has made of messages to its buyers: all reports, or none when one is wrong. Answers how many messages are in another state now. */
export async function reportDelivery(
  { db, clock, newId, outbox }: Pick<Deps, 'db' | 'clock' | 'newId' | 'outbox'>,
  { shopId, key, trigger, input: { reports } }: Command<DeliveryInput>,
): Promise<{ readonly changed: number }> {
  return db.transaction([shopId], (tx) =>
    once(tx, key, async () => {
      lockBuyersOf(tx, [...new Set(reports.map(({ sessionId }) => sessionId))]);
      const [messages, known] = await Promise.all([
        messagesById(
          tx,
          reports.map(({ sessionId, messageId }) => ({ sessionId, id: messageId })),
        ),
        deliveriesOf(
          tx,
          reports.map(({ messageId }) => messageId),
        ),
      ]);
      const now = clock.now();
      const said = new Map(messages.map((message) => [message.id, message]));
      const told = reports.map((report, index) => {
        granted(refuseFuture({ [`reports.${index}.at`]: report.at }, now) ?? null);
        return { ...report, shopId, ordinal: outgoing(said.get(report.messageId), report.sessionId, index).ordinal };
      });
      const changed = mergeDeliveries(known, told);
      saveDeliveries(tx, changed);
      await outbox.append(
        tx,
        changed.map((delivery) => deliveredEvent(trigger, newId(), delivery, now)),
      );
      return { changed: changed.length };
    }),
  );
}

function outgoing(message: Message | undefined, sessionId: string, index: number): Message {
  if (message?.sessionId === sessionId && message.sender !== 'BUYER') return message;
  throw new AppError('MESSAGE_NOT_FOUND', 'No such message was said to a buyer.', {
    field: `reports.${index}.messageId`,
    expected: 'sessionId and messageId as the topic `outbound` tells them',
  });
}

const deliveredEvent = (
  trigger: Trigger,
  id: string,
  { shopId, sessionId, messageId, ordinal, state, at }: Delivery,
  now: Date,
): NewEvent<'message-recorded', 'delivered'> =>
  factOf<'message-recorded', 'delivered'>(trigger, {
    ...{ id, topic: 'message-recorded', type: 'delivered', shopId, subject: sessionId, occurredAt: now, policyVersion: null },
    value: { sessionId, messageId, ordinal, state, at: at.toISOString() },
  });
