import { hasByRole } from '#libs/platform/access/permissions';
import { refuse, type Refusal } from '#libs/platform/errors';
import { onShiftAt } from '../../copies/domain/roster-copy';
import type { ShopChange } from '../../flight/domain/shop-change';
import { openNow, type ShopState } from '../../flight/domain/shop-state';
import { isServiceAccount, type Agent, type Presence } from './agent';

/**
 * What an agent leaves behind who goes from ONLINE while the shop receives buyers (STF-14): SHIFT = it is on shift, and nobody else of those on shift is
 * ONLINE; SHOP = nobody else is ONLINE at all, and it leaves no shift; null = somebody is there.
 */
export type LeftAlone = 'SHIFT' | 'SHOP' | null;

export function leftAlone({ state, rosters, now }: ShopChange, agent: Agent, to: Presence): LeftAlone {
  if (to === 'ONLINE' || agent.presence !== 'ONLINE' || !isReceiving(state)) return null;
  const others = [...state.agents.values()].filter((other) => other !== agent && isServiceAccount(other) && other.presence === 'ONLINE');
  const onShift = onShiftAt(rosters, now);
  if (onShift.has(agent.id) && !others.some(({ id }) => onShift.has(id))) return 'SHIFT';
  return others.length === 0 ? 'SHOP' : null;
}

/** By the shop's hours, or by those of a group. */
function isReceiving(state: ShopState): boolean {
  const { shop, groups } = openNow(state);
  return shop || [...groups.values()].includes(true);
}

/** Who may leave a shift without anybody online all the same: a manager who says why. */
export function mayOverrideLastAgent(roles: readonly string[], hasReason: boolean): Refusal | true {
  if (!hasByRole('presence:others', roles))
    return refuse('FORBIDDEN', 'Your role may not leave a shift without anybody online.', {
      field: 'overrideLastAgent',
      expected: 'one of the roles OWNER, ADMIN, CS_ADMIN',
    });
  if (hasReason) return true;
  return refuse('MISSING_REASON', 'Say why the shift is left without anybody online.', {
    field: 'reason',
    expected: '1 to 200 characters',
  });
}
