import type { Deps } from '#libs/service/run-service';
import type { QueuePoolResolvers, SessionResolvers, ShopResolvers } from '../../generated/resolver-types';
import { groupOfPool } from '../domain/pools';
import { readQueue } from '../store/read-queue';

/** Who waits in the caller's own shop. */
export const shopQueue =
  ({ readDb, clock }: Pick<Deps, 'readDb' | 'clock'>): NonNullable<ShopResolvers['queue']> =>
  ({ id }, _args, { caller }) =>
    caller.shop === id ? readQueue(readDb, id, clock.now()) : null;

export const queuePool: QueuePoolResolvers = {
  group: ({ key }, _args, { extra }) => {
    const groupId = groupOfPool(key);
    return groupId === null ? null : extra.groups.load(groupId);
  },
};

export const queuePosition: NonNullable<SessionResolvers['queuePosition']> = ({ id }, _args, { extra }) => extra.positions.load(id);

export const estimatedWaitSeconds: NonNullable<SessionResolvers['estimatedWaitSeconds']> = ({ id }, _args, { extra }) =>
  extra.estimates.load(id);
