import type { AgentSkills, Skill, SkillRing } from './skills';
import { isServiceAccount, type AccountFacts } from '../../presence/domain/agent';
import type { Settings } from '../../copies/domain/settings';
import type { OrderStatus, WaitFallback } from '../../queue/domain/waiting-entry';
import type { CrowdsInForce } from './crowds-in-force';
import { acts, not, type Effect } from './effect';
import { settingEffects, type SettingEffect, type SettingName } from './setting-effects';
import {
  isGrouped,
  type AgentGroup,
  type AssignmentRate,
  type ChannelLimit,
  type Overflow,
  type WorkUnit,
  type RoutingRules,
} from './routing-rules';

export interface ListedAgentView {
  readonly accountId: string;
  readonly effect: Effect;
}

export interface OverflowView extends Overflow {
  readonly effect: Effect;
}

export interface GroupView extends Pick<AgentGroup, 'id' | 'name' | 'members'> {
  readonly statuses: OrderStatus[];
  readonly crowds: string[];
  /** Absent in answers that an earlier build has stored. */
  readonly overflow?: OverflowView | null;
  readonly effect: Effect;
}

export interface ChannelLimitView extends ChannelLimit {
  readonly effect: Effect;
}

export interface SkilledAgentView {
  readonly agentId: string;
  readonly skills: Skill[];
  readonly languages: string[];
  readonly effect: Effect;
}

/** The rules with what of them acts; also the stored result of a command. */
export interface RulesView {
  readonly version: number;
  readonly groupRouting: Effect;
  readonly offlineRouting: Effect;
  readonly offlineAgents: ListedAgentView[];
  readonly proxyAgent: ListedAgentView | null;
  readonly priorityCrowds: { readonly crowdIds: string[] } & Effect;
  readonly queueLimit: number | null;
  readonly longestWaitMinutes: number | null;
  readonly waitFallback: WaitFallback;
  readonly assignmentRate: AssignmentRate | null;
  readonly channelLimits: ChannelLimitView[];
  readonly offerTimeoutSeconds: number | null;
  readonly silentAfterMinutes: number | null;
  readonly handOverMinutes: number | null;
  readonly returningWait: { readonly minutes: number | null } & Effect;
  readonly restAfterMissed: { readonly offers: number | null } & Effect;
  readonly workUnits: WorkUnit[];
  readonly skillRings: SkillRing[] | null;
  readonly agentSkills: SkilledAgentView[];
  readonly weights: { readonly agentId: string; readonly weight: number }[];
  readonly groups: GroupView[];
  /** Absent in answers that an earlier build has stored. */
  readonly effects?: SettingEffect[];
}

/** An account as far as it matters here. */
export interface KnownAccount {
  readonly id: string;
  readonly account: AccountFacts;
  readonly weight: number | null;
  readonly skills: AgentSkills | null;
}

export interface RulesSeen {
  readonly rules: RoutingRules;
  readonly policy: Settings['policy'];
  readonly crowds: CrowdsInForce;
  readonly accounts: ReadonlyMap<string, KnownAccount>;
  /** Whether anybody's shift is known for the days about now. */
  readonly hasRoster: boolean;
}

/** What of a shop's rules acts at a moment, and why the rest does not. */
export function rulesView({ rules, policy, crowds, accounts, hasRoster }: RulesSeen): RulesView {
  const serving = (id: string): Effect => servingOf(accounts.get(id)?.account);
  const offlineAgents = rules.offlineAgents.map((accountId) => ({ accountId, effect: serving(accountId) }));
  const view = {
    version: rules.version,
    groupRouting: groupRouting(rules, policy),
    offlineRouting: offlineRouting(offlineAgents, policy),
    offlineAgents,
    proxyAgent:
      rules.proxyAgentId === null ? null : { accountId: rules.proxyAgentId, effect: standingIn(accounts.get(rules.proxyAgentId)?.account) },
    priorityCrowds: { crowdIds: [...(rules.priorityCrowds ?? [])], effective: crowds.off === null, reason: crowds.off },
    queueLimit: rules.queueLimit,
    longestWaitMinutes: rules.longestWaitMinutes,
    waitFallback: rules.waitFallback ?? 'MESSAGE_POOL',
    assignmentRate: rules.assignmentRate,
    workUnits: [...(rules.workUnits ?? [])],
    skillRings: rules.skillRings && [...rules.skillRings],
    agentSkills: agentSkillsOf(accounts).map((one) => ({
      ...one,
      effect: rules.skillRings === null ? not('SWITCHED_OFF') : serving(one.agentId),
    })),
    channelLimits: (rules.channelLimits ?? []).map((limit) => ({
      ...limit,
      effect: limit.agentId === null ? acts : serving(limit.agentId),
    })),
    offerTimeoutSeconds: rules.offerTimeoutSeconds,
    silentAfterMinutes: rules.silentAfterMinutes,
    handOverMinutes: rules.handOverMinutes,
    weights: [...accounts.values()].flatMap(({ id, weight }) => (weight === null ? [] : [{ agentId: id, weight }])),
    groups: rules.groups.map((group) => ({
      ...group,
      statuses: [...group.statuses],
      crowds: [...group.crowds],
      overflow: overflowView(group, rules, policy, (id) => serving(id).effective),
      effect: groupEffect(group, rules, policy, (id) => serving(id).effective),
    })),
  };
  const effects = settingEffects({ rules, policy, hasRoster, serving }, view);
  const effectOf = (setting: SettingName): Effect => {
    const { effective, reason } = effects.find((one) => one.setting === setting)!;
    return { effective, reason };
  };
  return {
    ...view,
    returningWait: { minutes: rules.returningWaitMinutes, ...effectOf('RETURNING_WAIT') },
    restAfterMissed: { offers: rules.restAfterMissed, ...effectOf('REST_AFTER_MISSED') },
    effects,
  };
}

/** Who has skills or languages, in the order of the accounts. */
export const agentSkillsOf = (accounts: ReadonlyMap<string, Pick<KnownAccount, 'id' | 'skills'>>): Omit<SkilledAgentView, 'effect'>[] =>
  [...accounts.values()].flatMap(({ id: agentId, skills: can }) =>
    can ? [{ agentId, skills: [...can.skills], languages: [...can.languages] }] : [],
  );

const groupRouting = (rules: RoutingRules, policy: Settings['policy']): Effect =>
  isGrouped(policy, rules) ? acts : not(policy.routingMode === 'GROUP' ? 'NO_GROUPS' : 'SWITCHED_OFF');

function offlineRouting(listed: readonly ListedAgentView[], { offlineRouting: on, unavailableHandling }: Settings['policy']): Effect {
  if (!on && unavailableHandling !== 'OFFLINE_LIST') return not('SWITCHED_OFF');
  return listed.some(({ effect }) => effect.effective) ? acts : not('EMPTY_LIST');
}

/** It acts where group routing does and somebody of the other group serves. */
function overflowView(
  { overflow }: AgentGroup,
  rules: RoutingRules,
  policy: Settings['policy'],
  serves: (id: string) => boolean,
): OverflowView | null {
  if (!overflow) return null;
  const next = rules.groups.find(({ id }) => id === overflow.toGroupId);
  if (!isGrouped(policy, rules)) return { ...overflow, effect: not('SWITCHED_OFF') };
  return { ...overflow, effect: next?.members.some(serves) ? acts : not('NO_MEMBERS') };
}

function groupEffect(group: AgentGroup, rules: RoutingRules, policy: Settings['policy'], serves: (id: string) => boolean): Effect {
  if (!isGrouped(policy, rules)) return not('SWITCHED_OFF');
  if (!group.members.some(serves)) return not('NO_MEMBERS');
  return group.statuses.length + group.crowds.length === 0 ? not('NOTHING_CHOSEN') : acts;
}

function servingOf(account: AccountFacts | undefined): Effect {
  if (!account || !isServiceAccount({ account })) return not('NOT_SERVING');
  return account.noRouting ? not('NO_ROUTING') : acts;
}

function standingIn(account: AccountFacts | undefined): Effect {
  if (!account?.active) return not('NOT_SERVING');
  return account.hasAgentRole && account.noRouting ? not('NO_ROUTING') : acts;
}
