import { factOf, type AnyNewEvent } from '#libs/contracts/index';
import type { NewId } from '#libs/platform/process/ids';
import type { ShopChange } from '../../flight/domain/shop-change';
import type { DeclinedOffer } from '../domain/declined-offer';

/** The event of `session-routed` that an offer's end without an acceptance makes true. What the agent said is told by its length only. */
export function declinedEvent(declined: DeclinedOffer, { state }: ShopChange, newId: NewId): AnyNewEvent {
  const { sessionId, revision, shopVersion, agentId, how, offeredAt, decidedAt, reason } = declined;
  const trigger = how === 'DECLINED' ? declined.trigger : ({ ...declined.trigger, actor: { kind: 'SYSTEM', id: null } } as const);
  return factOf<'session-routed', 'declined'>(trigger, {
    id: newId(),
    topic: 'session-routed',
    type: 'declined',
    shopId: state.shopId,
    subject: sessionId,
    occurredAt: decidedAt,
    policyVersion: state.settings?.policyVersion ?? null,
    value: {
      ...{ sessionId, revision, shopVersion, agentId, how },
      offeredAt: offeredAt.toISOString(),
      decidedAt: decidedAt.toISOString(),
      reasonLength: [...(reason ?? '')].length,
    },
  });
}
