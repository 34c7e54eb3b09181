import { accountChanged, overrideChanged, scheduleChanged, scheduleWithdrawn, shopChanged } from '../../copies/domain/take-snapshots';
import type { Settings } from '../../copies/domain/settings';
import type { ShopChange } from '../../flight/domain/shop-change';
import type { Happening } from './happening';

/** What other services told of the shop; false of what is something else. */
export function carryFact(change: ShopChange, one: Happening, edited: (settings: Settings) => Settings): boolean {
  switch (one.kind) {
    case 'settings':
      shopChanged(change, edited(one.settings));
      return true;
    case 'account':
      accountChanged(change, one.accountId, one.facts);
      return true;
    case 'hours':
      scheduleChanged(change, one.version);
      return true;
    case 'withdrawn':
      scheduleWithdrawn(change, one.version);
      return true;
    case 'override':
      overrideChanged(change, one.revision, one.override);
      return true;
    default:
      return false;
  }
}

/** Whether a happening is such a fact. */
export const isShopFact = ({ kind }: Happening): boolean => ['settings', 'account', 'hours', 'withdrawn', 'override'].includes(kind);
