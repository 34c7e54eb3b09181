import type { Route } from '../route';
import type { RouteRequest } from '../route-request';
import type { RouteView } from '../route-view';
import type { Step } from './step';

/** A shop without any service account: its main account takes everything (PRM-5). */
export const mainAccount: Step = (view, request) => {
  if (view.hasServiceAccount) return undefined;
  return toOwner(view, request, 'PRM-5') ?? { outcome: 'queued', cause: 'NO_AGENT_ONLINE', rule: 'PRM-5' };
};

/** To the main account, over its capacity; unless it is not known, or has just gone away from this very session (RES-81). */
export const toOwner = ({ ownerId }: RouteView, { facts }: RouteRequest, rule: string): Route | undefined =>
  ownerId === null || ownerId === facts.goneAgentId
    ? undefined
    : { outcome: 'assigned', agentId: ownerId, cause: 'OWNER', rule, over: true };
