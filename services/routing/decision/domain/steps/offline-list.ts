import { pick } from '../pick';
import type { Route } from '../route';
import type { RouteRequest } from '../route-request';
import type { RouteView } from '../route-view';

/** Whether the shop has buyers taken while all agents are away: by the switch, or as the place for buyers nobody is available for (RTE-30, RTE-34). */
const isOn = ({ settings }: RouteView): boolean => settings.offlineRouting || settings.unavailableHandling === 'OFFLINE_LIST';

/**
 * While all agents are OFFLINE, evenly to the accounts of the offline list, whatever their capacity (RTE-30, RES-26). One agent online, even if full, and
 * it does not act (RTE-32); nor without anybody on the list who may serve (RTE-35). An agent who has just gone away from this session comes last.
 */
export function offlineList(view: RouteView, { facts: { goneAgentId } }: RouteRequest): Route | undefined {
  if (!isOn(view) || view.present > 0) return undefined;
  const listed = view.candidates.filter((one) => one.listed && !one.account.noRouting);
  const others = listed.filter(({ id }) => id !== goneAgentId);
  const chosen = pick('EVEN', others.length > 0 ? others : listed, () => 0);
  return chosen && { outcome: 'assigned', agentId: chosen.id, cause: 'OFFLINE_LIST', rule: 'RTE-30', over: true };
}
