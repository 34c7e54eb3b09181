import type { SessionView } from '../app/session-view';
import type { Buyer, Message } from '../domain/session';

/** A shop, of which this service knows the id only. */
export interface ShopParent {
  readonly id: string;
}

export interface SessionEdgeParent {
  readonly cursor: string;
  readonly node: SessionView;
}

export type MessageParent = Message;
export type BuyerParent = Buyer;
