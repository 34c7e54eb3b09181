import { factOf, type AnyNewEvent, type Trigger } from '#libs/contracts/index';
import type { Fact } from '../../conversation/domain/change';
import type { Message, ShopTerms } from '../../conversation/domain/session';

/**
 * What the channel's connector is told of a fact; undefined where the buyer has said it, or nothing is said. The event brings a reference, and the text only where
 * the shop wants that.
 */
export function outboundEvent(fact: Fact, trigger: Trigger, id: () => string, terms: ShopTerms | null): AnyNewEvent | undefined {
  if (fact.kind !== 'RECORDED' && fact.kind !== 'EDITED' && fact.kind !== 'RECALLED') return undefined;
  const { message, session } = fact;
  if (message.sender === 'BUYER') return undefined;
  const occurredAt = fact.kind === 'RECORDED' ? message.recordedAt : fact.at;
  const about = { id: id(), shopId: session.shopId, subject: session.id, occurredAt, policyVersion: session.policy.version };
  const text = terms?.outboundTexts ? { text: message.text } : {};
  const reference = referenceOf(message);
  const change = { ...reference, revision: message.revision ?? 0, at: occurredAt.toISOString() };
  switch (fact.kind) {
    case 'RECORDED':
      return factOf<'outbound', 'said'>(trigger, {
        ...{ ...about, topic: 'outbound', type: 'said' },
        value: { ...reference, ...saidOf(message), sender: message.sender, ...text },
      });
    case 'EDITED':
      return factOf<'outbound', 'edited'>(trigger, { ...about, topic: 'outbound', type: 'edited', value: { ...change, ...text } });
    case 'RECALLED':
      return factOf<'outbound', 'recalled'>(trigger, { ...about, topic: 'outbound', type: 'recalled', value: change });
    default:
      return fact satisfies never;
  }
}

const referenceOf = ({ sessionId, id, ordinal, buyerId, channel }: Message) => ({ sessionId, messageId: id, ordinal, buyerId, channel });

const saidOf = ({ agentId, type, autoKind, recordedAt }: Message) => ({
  ...{ agentId, messageType: type, autoKind },
  recordedAt: recordedAt.toISOString(),
});
