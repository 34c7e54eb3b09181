import { factOf, type AnyNewEvent, type Trigger, type ValueOf } from '#libs/contracts/index';
import type { Cases } from '../../conversation/store/load-cases';

export type BuyerChange = ValueOf<'message-recorded', 'buyer-changed'>['change'];

interface ChangedBuyer {
  readonly id: string;
  readonly shopId: string;
  readonly change: BuyerChange;
  readonly at: Date;
  /** Another buyer that it concerns. */
  readonly otherId?: string;
}

/** That something has changed about a buyer, never what: whoever watches the open session of the buyer asks anew. */
export function buyerFact(trigger: Trigger, eventId: string, { sessions }: Pick<Cases, 'sessions'>, buyer: ChangedBuyer): AnyNewEvent {
  const { id: buyerId, shopId, change, at, otherId } = buyer;
  const sessionId = sessions.find(({ session }) => session.buyerId === buyerId && session.state !== 'CLOSED')?.session.id ?? null;
  return factOf<'message-recorded', 'buyer-changed'>(trigger, {
    ...{ id: eventId, topic: 'message-recorded', type: 'buyer-changed', shopId, subject: sessionId ?? buyerId, occurredAt: at },
    policyVersion: null,
    value: { buyerId, sessionId, change, otherId: otherId ?? null },
  });
}
