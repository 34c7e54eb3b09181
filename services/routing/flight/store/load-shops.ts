import type { Tx } from '#libs/platform/database/database';
import { noOverride } from '../../copies/domain/override-copy';
import { readOverrides } from '../../copies/store/override-copy';
import { readSchedules } from '../../copies/store/schedule-copy';
import { readSettings } from '../../copies/store/shop-copy';
import { pauseAgents } from '../../presence/domain/assignment-rate';
import { loadAgents } from '../../presence/store/load-agents';
import { newPool } from '../../queue/domain/pools';
import { loadHeads } from '../../queue/store/load-heads';
import { isTimed, noRules } from '../../rules/domain/routing-rules';
import { readRules } from '../../rules/store/rules-table';
import { readOffers } from '../../offers/store/read-offers';
import { readWakes } from '../../reception/store/deadline-table';
import { groupHoursOf } from '../../reception/domain/group-hours';
import { newShopState, refreshRoster, type ShopState } from '../domain/shop-state';
import type { ShopRow } from './shop-state-table';

/** Reads shops whose copies in memory are missing or stale, under their locks. */
export async function loadShops(tx: Tx, rows: readonly ShopRow[], limited: readonly string[]): Promise<ShopState[]> {
  const ids = rows.map((row) => row.id);
  const [settings, rules, agents, schedules, overrides] = await Promise.all([
    readSettings(tx, ids),
    readRules(tx, ids),
    loadAgents(tx, ids),
    readSchedules(tx, ids),
    readOverrides(tx, ids),
  ]);
  const states = rows.map((row) => {
    const state = stateOf(row, limited);
    state.settings = settings.get(row.id) ?? null;
    state.rules = rules.get(row.id) ?? noRules;
    state.schedules = schedules.get(row.id) ?? [];
    state.override = overrides.get(row.id) ?? noOverride;
    for (const agent of agents.get(row.id) ?? []) state.agents.set(agent.id, agent);
    pauseAgents(state);
    refreshRoster(state);
    return state;
  });
  const offering = new Set(rows.filter(({ openOffers }) => (openOffers ?? 0) > 0).map(({ id }) => id));
  const timed = states.filter(({ shopId, rules }) => isTimed(rules) || offering.has(shopId)).map(({ shopId }) => shopId);
  const [wakes, offers] = await Promise.all([readWakes(tx, timed), readOffers(tx, [...offering]), loadHeads(tx, states)]);
  for (const state of states) {
    state.storedWakeAt = wakes.get(state.shopId) ?? null;
    for (const offered of offers.get(state.shopId) ?? []) state.offers.set(offered.sessionId, offered);
  }
  return states;
}

function stateOf(row: ShopRow, limited: readonly string[]): ShopState {
  const state = newShopState(row.id, limited);
  state.version = row.version;
  state.assignmentNo = row.assignmentNo;
  state.nextAgentNo = row.nextAgentNo;
  state.storedReception = { open: row.receptionOpen, until: row.receptionUntil };
  state.openSince = row.openSince;
  state.groupHours = groupHoursOf(row.groupHours);
  state.pending.total = row.pendingCount;
  for (const [key, count] of Object.entries(row.pools)) state.pools.set(key, newPool(key, count));
  return state;
}
