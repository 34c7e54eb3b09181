import type { Chats } from './chats';
import { fetchOutgoing, reportDelivery, type Outgoing, type Reference, type Report, type ShopGraph } from './shop-graph';

/** How many references one question may name. */
const most = 100;

export interface Delivering {
  readonly graph: ShopGraph;
  readonly chats: Chats;
  /** The channel this connector serves; what is said on others is for others. */
  readonly channel: string;
  readonly now: () => Date;
}

/** Brings what the shop says into the chats of its buyers, and reports what became of it. Safe to be done again with the same references. */
export async function deliverOutbound(delivering: Delivering, references: readonly Reference[]): Promise<void> {
  const distinct = [...new Map(references.map((reference) => [reference.messageId, reference])).values()];
  for (let from = 0; from < distinct.length; from += most) {
    const outgoing = await fetchOutgoing(delivering.graph, distinct.slice(from, from + most));
    const reports = outgoing.flatMap((each) => (each ? [deliver(delivering, each)] : []));
    if (reports.length > 0) await reportDelivery(delivering.graph, reports);
  }
}

function deliver({ chats, now }: Delivering, { message, session }: Outgoing): Report {
  const text = message.recalledAt === null ? message.text : null;
  const taken = chats.deliver({ messageId: message.id, buyer: session.buyer.externalId, text, at: message.recordedAt });
  const about = { sessionId: session.id, messageId: message.id, at: now().toISOString() };
  return taken ? { ...about, state: 'ACCEPTED' } : { ...about, state: 'FAILED', reason: 'The buyer has no chat open here.' };
}
