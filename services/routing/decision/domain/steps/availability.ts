import type { Route } from '../route';
import type { RouteRequest } from '../route-request';
import type { RouteView } from '../route-view';
import { toOwner } from './main-account';
import type { Step } from './step';

/** Whether anybody may be expected to serve at all. */
export const availability: Step = (view, request) => {
  const available = view.settings.availabilityTest === 'ANY_ONLINE' ? view.present > 0 : view.online > 0;
  return available ? undefined : unavailable(view, request);
};

/** Where a session goes when nobody is available (RTE-31, RTE-33 to RTE-35). Without a list or a proxy account both stand for the queue. */
export function unavailable(view: RouteView, request: RouteRequest): Route {
  const wait = (rule: string): Route => ({ outcome: 'queued', cause: 'NO_AGENT_ONLINE', rule });
  const { unavailableHandling } = view.settings;
  switch (unavailableHandling) {
    case 'QUEUE':
    case 'PROXY':
      return wait('RTE-31');
    case 'OFFLINE_LIST':
      return wait('RTE-35');
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
