import type { Override, ScheduleVersion } from '#libs/calendar/index';
import { refreshDay, refreshReception } from '../../flight/domain/refresh-clock';
import type { ShopChange } from '../../flight/domain/shop-change';
import { agentOf, refreshRoster } from '../../flight/domain/shop-state';
import { isRoutable, isServiceAccount, type AccountFacts } from '../../presence/domain/agent';
import { followDefaultCapacity } from '../../presence/domain/set-capacity';
import { changePresence } from '../../presence/domain/set-presence';
import { withdrawOffers } from '../../offers/domain/end-offer';
import { drain } from '../../queue/domain/drain';
import type { RosterDate } from './roster-copy';
import type { Settings } from './settings';

/** The shop's snapshot; an older one than ours changes nothing. The first one lets pending sessions in. */
export function shopChanged(change: ShopChange, settings: Settings): void {
  const { state } = change;
  if (state.settings && state.settings.version >= settings.version) return;
  const asked = state.settings?.policy.staleAfterMinutes ?? null;
  if (asked !== settings.policy.staleAfterMinutes) change.staleAskedAnew = true;
  state.settings = settings;
  state.reception = null;
  state.day = null;
  change.settingsChanged = true;
  refreshDay(change);
  followDefaultCapacity(change, settings.policy.defaultMaxCapacity);
  refreshRoster(state);
  refreshReception(change);
  drain(change);
}

/** The account's snapshot. An account that may no longer serve goes OFFLINE, which ends its sessions (RTE-61). */
export function accountChanged(change: ShopChange, accountId: string, facts: AccountFacts): void {
  const agent = agentOf(change.state, accountId);
  if (agent.account.version >= facts.version) return;
  agent.account = facts;
  change.agents.add(agent);
  change.accounts.add(agent);
  change.cameBack.add(agent);
  const mayServe = isServiceAccount(agent) && facts.imEnabled;
  if (!mayServe && agent.presence !== 'OFFLINE') changePresence(change, agent, 'OFFLINE', { reason: 'ACCOUNT_CHANGED', device: null });
  refreshRoster(change.state);
  if (!isRoutable(agent)) withdrawOffers(change, agent);
  drain(change);
}

/** One version of the reception hours, in force now or planned. */
export function scheduleChanged(change: ShopChange, version: ScheduleVersion): void {
  const { state } = change;
  const others = state.schedules.filter((known) => known.version !== version.version);
  state.schedules = [...others, version].sort((a, b) => a.version - b.version);
  state.reception = null;
  change.schedules.add(version);
  refreshReception(change);
  drain(change);
}

/** A planned version that was taken back never acts. */
export function scheduleWithdrawn(change: ShopChange, version: number): void {
  const { state } = change;
  state.schedules = state.schedules.filter((known) => known.version !== version);
  state.reception = null;
  for (const saved of change.schedules) if (saved.version === version) change.schedules.delete(saved);
  change.withdrawn.add(version);
  refreshReception(change);
  drain(change);
}

/** The shop is open or closed by hand, or no longer; an older revision than ours changes nothing. */
export function overrideChanged(change: ShopChange, revision: number, override: Override | null): void {
  const { state } = change;
  if (state.override.revision >= revision) return;
  state.override = { revision, override };
  state.reception = null;
  change.overrideChanged = true;
  refreshReception(change);
  drain(change);
}

/** Who works on a date; an older revision than one known to this flight changes nothing, nor does the store write one over a newer one. */
export function rosterChanged(change: ShopChange, date: string, roster: RosterDate): void {
  if ((change.rosters.get(date)?.revision ?? 0) >= roster.revision) return;
  change.rosters.set(date, roster);
  change.toldDates.add(date);
}
