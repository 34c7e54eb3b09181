import type { RouteRequest } from './route-request';
import type { RouteView } from './route-view';

export interface RecentContact {
  readonly agentId: string;
  readonly ageMs: number;
}

export const hourMs = 3_600_000;

/** The human contact that makes the buyer a returning one: the last within the window, both ends included (RTE-10, RTE-14); null for anybody else. */
export function recentContact(
  { now, settings }: Pick<RouteView, 'now' | 'settings'>,
  { facts: { lastHuman } }: Pick<RouteRequest, 'facts'>,
): RecentContact | null {
  if (lastHuman === null) return null;
  const ageMs = now.getTime() - Date.parse(lastHuman.at);
  return ageMs <= settings.returningWindowHours * hourMs ? { agentId: lastHuman.agentId, ageMs } : null;
}
