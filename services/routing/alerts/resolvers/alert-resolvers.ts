import type { Deps } from '#libs/service/run-service';
import type { RoutingAlertResolvers, ShopResolvers } from '../../generated/resolver-types';
import { alertText } from '../domain/alert-texts';
import { readAlerts } from '../store/read-alerts';

/** What is amiss in the caller's own shop. */
export const shopAlerts =
  ({ readDb, clock }: Pick<Deps, 'readDb' | 'clock'>): NonNullable<ShopResolvers['routingAlerts']> =>
  ({ id }, _args, { caller }) =>
    caller.shop === id ? readAlerts(readDb, id, clock.now()) : null;

export const routingAlert: RoutingAlertResolvers = {
  since: ({ since }) => since?.toISOString() ?? null,
  group: ({ groupId }, _args, { extra }) => (groupId === null ? null : extra.groups.load(groupId)),
  agents: ({ agentIds }) => agentIds.map((id) => ({ id })),
  message: (alert, { language }) => alertText(alert, language ?? 'ZH_CN').message,
  remedy: (alert, { language }) => alertText(alert, language ?? 'ZH_CN').remedy,
};
