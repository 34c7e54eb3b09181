import type { EventOf } from '#libs/contracts/index';
import { forgetTold } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database/database';
import { forgetCustomers } from '../../consents/store/consents';
import { forgetOutreach } from '../../outreach/store/outreaches';
import { forgetNotes } from '../../tasks/store/tasks';
import { forgetOrders } from '../store/orders';

/** Buyers were erased: what a channel called their orders, what other systems said of what was sent to them, and what somebody wrote on tasks about them, goes. */
export function takeErasures(tx: Tx, events: readonly EventOf<'session-closed'>[]): Promise<void> {
  for (const { shopId, type, value } of events) {
    if (type !== 'erased') continue;
    forgetOrders(tx, shopId, value.buyerIds);
    forgetCustomers(tx, shopId, value.buyerIds);
    forgetOutreach(tx, shopId, value.buyerIds);
    forgetNotes(tx, shopId, value.buyerIds);
    forgetTold(tx, { shopId, buyers: value.buyerIds, sessions: value.sessionIds });
  }
  return Promise.resolve();
}
