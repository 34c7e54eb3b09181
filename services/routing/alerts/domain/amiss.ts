import { isOpenNow, type ShopState } from '../../flight/domain/shop-state';
import { isFull, isRoutable, type Agent } from '../../presence/domain/agent';
import { isGrouped } from '../../rules/domain/routing-rules';

/**
 * In short what of a shop managers may have to be told of, from the state that a flight has in memory anyway; null: nothing. Alerts are looked at only where it
 * is another than when they were told, so that a flight of a shop in order costs one walk through its agents.
 */
export function amissIn(state: ShopState): string | null {
  const serving = [...state.agents.values()].filter(isRoutable);
  const online = serving.filter(({ presence }) => presence === 'ONLINE');
  const queued = [...state.pools.values()].filter(({ queue }) => queue.total > 0).map(({ key }) => `queue ${key}`);
  const found = [
    ...queued,
    ...(queued.length > 0 ? online.filter(({ held }) => held > 0).map(({ agentNo }) => `held ${agentNo}`) : []),
    ...(online.length > 0 && online.every(isFull) ? ['saturated'] : []),
    ...(online.length === 0 && serving.length > 0 && isOpenNow(state) ? ['nobody'] : []),
    ...missedIn(state, serving),
    ...emptyGroupsIn(state),
  ];
  return found.length === 0 ? null : found.sort().join('\n');
}

const missedIn = ({ rules: { restAfterMissed, offerTimeoutSeconds } }: ShopState, serving: readonly Agent[]): string[] =>
  restAfterMissed === null || offerTimeoutSeconds === null
    ? []
    : serving
        .filter(({ presence, missedInRow }) => presence !== 'OFFLINE' && (missedInRow ?? 0) >= restAfterMissed)
        .map(({ agentNo }) => `missed ${agentNo}`);

function emptyGroupsIn({ rules, settings, agents }: ShopState): string[] {
  if (!settings || !isGrouped(settings.policy, rules)) return [];
  const serves = (id: string): boolean => {
    const agent = agents.get(id);
    return agent !== undefined && isRoutable(agent);
  };
  return rules.groups.filter(({ members }) => !members.some(serves)).map(({ id }) => `empty ${id}`);
}
