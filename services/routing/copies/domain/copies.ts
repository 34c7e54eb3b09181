import type { ScheduleVersion } from '#libs/calendar/index';
import { isServiceAccount, type AccountFacts } from '../../presence/domain/agent';
import { followDefaultCapacity } from '../../presence/domain/capacity';
import { drain } from '../../queue/domain/drain';
import type { Draft } from '../../flight/domain/shop-change';
import { refreshDay } from '../../reception/domain/business-day';
import { refreshGate } from '../../reception/domain/gate';
import { changePresence } from '../../presence/domain/presence';
import type { Settings } from './settings';
import { refreshRoster, seatOf } from '../../flight/domain/shop-state';

/** The shop's snapshot; an older one than ours changes nothing. The first one lets pending sessions in. */
export function shopChanged(draft: Draft, settings: Settings): void {
  const { state } = draft;
  if (state.settings && state.settings.version >= settings.version) return;
  state.settings = settings;
  state.gate = null;
  state.day = null;
  draft.settingsChanged = true;
  refreshDay(draft);
  followDefaultCapacity(draft, settings.policy.defaultMaxCapacity);
  refreshRoster(state);
  refreshGate(draft);
  drain(draft);
}

/** The account's snapshot. An account that may no longer serve goes OFFLINE, which ends its sessions (RTE-61). */
export function accountChanged(draft: Draft, accountId: string, facts: AccountFacts): void {
  const agent = seatOf(draft.state, accountId);
  if (agent.account.version >= facts.version) return;
  agent.account = facts;
  draft.agents.add(agent);
  draft.accounts.add(agent);
  const mayServe = isServiceAccount(agent) && facts.imEnabled;
  if (!mayServe && agent.presence !== 'OFFLINE') changePresence(draft, agent, 'OFFLINE', { reason: 'ACCOUNT_CHANGED', device: null });
  refreshRoster(draft.state);
  drain(draft);
}

/** One version of the reception hours, in force now or planned. */
export function scheduleChanged(draft: Draft, version: ScheduleVersion): void {
  const { state } = draft;
  const others = state.reception.filter((known) => known.version !== version.version);
  state.reception = [...others, version].sort((a, b) => a.version - b.version);
  state.gate = null;
  draft.reception.add(version);
  refreshGate(draft);
  drain(draft);
}
