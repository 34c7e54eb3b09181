import type { Route } from '../route';
import type { RouteRequest } from '../route-request';
import type { RouteView } from '../route-view';
import { toOwner } from './main-account';
import { offlineList } from './offline-list';
import type { Step } from './step';

/** Whether anybody may be expected to serve at all. */
export const availability: Step = (view, request) => {
  const available = view.settings.availabilityTest === 'ANY_ONLINE' ? view.present > 0 : view.online > 0;
  return available ? undefined : unavailable(view, request);
};

/** Where a session goes when nobody is available (RTE-30 to RTE-35). */
export function unavailable(view: RouteView, request: RouteRequest): Route {
  const listed = offlineList(view, request);
  if (listed) return listed;
  const wait = (rule: string): Route => ({ outcome: 'queued', cause: 'NO_AGENT_ONLINE', rule });
  const { unavailableHandling } = view.settings;
  switch (unavailableHandling) {
    case 'QUEUE':
      return wait('RTE-31');
    case 'OFFLINE_LIST':
      return wait(view.present > 0 ? 'RTE-32' : 'RTE-35');
    case 'PROXY':
      return toProxy(view, request) ?? wait('RTE-31');
    case 'OWNER':
      return toOwner(view, request, 'RTE-34') ?? wait('RTE-31');
    case 'MESSAGE_POOL':
      return { outcome: 'left-message', place: 'MESSAGE_POOL', cause: 'UNAVAILABLE', rule: 'RTE-34' };
    case 'SERVICE_ASSISTANT':
      return { outcome: 'left-message', place: 'SERVICE_ASSISTANT', cause: 'UNAVAILABLE', rule: 'RTE-33' };
    default:
      return unavailableHandling satisfies never;
  }
}

/** To the account that stands in; unless none is set, or it has just gone away from this very session (RES-81). */
const toProxy = ({ proxyId }: RouteView, { facts }: RouteRequest): Route | undefined =>
  proxyId === null || proxyId === facts.goneAgentId
    ? undefined
    : { outcome: 'assigned', agentId: proxyId, cause: 'PROXY', rule: 'RTE-34', over: true };
