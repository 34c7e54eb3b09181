import type { Deps } from '#libs/service/run-service';
import type { SessionResolvers, ShopResolvers } from '../../generated/resolver-types';
import { readQueue } from '../store/read-queue';

/** Who waits in the caller's own shop. */
export const shopQueue =
  ({ readDb, clock }: Pick<Deps, 'readDb' | 'clock'>): NonNullable<ShopResolvers['queue']> =>
  ({ id }, _args, { caller }) =>
    caller.shop === id ? readQueue(readDb, id, clock.now()) : null;

export const queuePosition: NonNullable<SessionResolvers['queuePosition']> = ({ id }, _args, { extra }) => extra.positions.load(id);
