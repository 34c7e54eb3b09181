import type { ShopChange } from '../../flight/domain/shop-change';
import { refreshReception } from '../../flight/domain/refresh-clock';
import { refreshRoster } from '../../flight/domain/shop-state';
import { drain } from '../../queue/domain/drain';
import { refuse, type Refusal } from '#libs/platform/errors';
import type { OrderStatus, WaitFallback } from '../../queue/domain/waiting-entry';
import { countAnew } from '../../presence/domain/assignment-rate';
import { wrongOverflow } from './wrong-overflow';
import { serviceAgent } from '../../presence/domain/service-agent';
import type { AgentGroup, AssignmentRate, ChannelLimit, Overflow, RoutingRules, WorkUnit } from './routing-rules';
import type { AgentSkills, SkillRing } from './skills';

/** The most groups of a shop. */
export const mostGroups = 100;

/** What a command sets of them; absent = unchanged. */
export interface SettingsToSave {
  readonly offlineAgents?: readonly string[] | undefined;
  readonly proxyAgentId?: string | null | undefined;
  readonly queueLimit?: number | null | undefined;
  readonly longestWaitMinutes?: number | null | undefined;
  readonly waitFallback?: WaitFallback | undefined;
  readonly assignmentRate?: AssignmentRate | null | undefined;
  readonly channelLimits?: readonly ChannelLimit[] | undefined;
  readonly offerTimeoutSeconds?: number | null | undefined;
  readonly restAfterMissed?: number | null | undefined;
  readonly workUnits?: readonly WorkUnit[] | undefined;
  readonly silentAfterMinutes?: number | null | undefined;
  readonly returningWaitMinutes?: number | null | undefined;
  readonly handOverMinutes?: number | null | undefined;
  readonly skillRings?: readonly SkillRing[] | null | undefined;
  readonly agentSkills?: readonly ({ readonly agentId: string } & AgentSkills)[] | undefined;
  readonly weights?: readonly { readonly agentId: string; readonly weight: number | null }[] | undefined;
}

export interface GroupToSave {
  /** null: a new one, which gets `newId`. */
  readonly groupId: string | null;
  readonly newId: string;
  readonly name?: string | undefined;
  readonly members?: readonly string[] | undefined;
  readonly statuses?: readonly OrderStatus[] | undefined;
  readonly crowds?: readonly string[] | undefined;
  readonly overflow?: Overflow | null | undefined;
}

/**
 * The offline list, the account that stands in, the queue's limits, offers, how fast agents get new sessions, and shares under WEIGHTED, which act from the
 * next pick (RTE-30, RTE-34, RTE-6, RES-86).
 */
export function saveSettings(
  change: ShopChange,
  { offlineAgents, proxyAgentId, workUnits, agentSkills = [], weights = [], ...limits }: SettingsToSave,
): Refusal | undefined {
  const { state } = change;
  const refused =
    unknownOf(change, offlineAgents ?? [], 'offlineAgentIds') ??
    (proxyAgentId ? unknownProxy(change, proxyAgentId) : undefined) ??
    unknownOf(
      change,
      weights.map(({ agentId }) => agentId),
      'weights',
      '.agentId',
    ) ??
    unknownOf(
      change,
      (limits.channelLimits ?? []).map(({ agentId }) => agentId),
      'channelLimits',
      '.agentId',
    ) ??
    unknownOf(
      change,
      agentSkills.map(({ agentId }) => agentId),
      'agentSkills',
      '.agentId',
    );
  if (refused) return refused;
  for (const { agentId, skills, languages } of agentSkills) {
    const agent = state.agents.get(agentId)!;
    agent.skills = skills.length + languages.length === 0 ? null : { skills, languages };
    change.agents.add(agent);
  }
  for (const { agentId, weight } of weights) {
    const agent = state.agents.get(agentId)!;
    agent.weight = weight;
    change.agents.add(agent);
  }
  setRules(change, {
    ...(offlineAgents && { offlineAgents }),
    ...(proxyAgentId !== undefined && { proxyAgentId }),
    ...(workUnits && { workUnits: several(workUnits) }),
    ...given(limits),
  });
  return undefined;
}

/** The crowds whose members come first; whether they do is another question (RTE-42). */
export const savePriorityCrowds = (change: ShopChange, priorityCrowds: readonly string[]): void => setRules(change, { priorityCrowds });

/** A new group, or one changed (RTE-7). */
export function saveGroup(change: ShopChange, { groupId, newId, ...given }: GroupToSave): AgentGroup | Refusal {
  const { groups } = change.state.rules;
  const before = groups.find(({ id }) => id === groupId);
  if (groupId !== null && !before) return groupNotFound;
  if (!before && groups.length >= mostGroups) return tooManyGroups;
  const name = given.name ?? before?.name;
  if (name === undefined) return missingName;
  if (groups.some((other) => other.id !== groupId && other.name === name)) return nameTaken;
  const refused = unknownOf(change, given.members ?? [], 'memberIds');
  if (refused) return refused;
  const group: AgentGroup = {
    id: before?.id ?? newId,
    name,
    members: given.members ?? before?.members ?? [],
    statuses: given.statuses ?? before?.statuses ?? [],
    crowds: given.crowds ?? before?.crowds ?? [],
    ...overflowOf(given.overflow === undefined ? before?.overflow : given.overflow),
  };
  const after = before ? groups.map((one) => (one === before ? group : one)) : [...groups, group];
  const wrong = given.overflow ? wrongOverflow(group, after) : undefined;
  if (wrong) return wrong;
  setRules(change, { groups: after });
  return group;
}

const overflowOf = (overflow: Overflow | null | undefined): Pick<AgentGroup, 'overflow'> => (overflow ? { overflow } : {});

/** Takes a group away; buyers who wait for it go where they belong without it, and nobody goes on to it. */
export function removeGroup(change: ShopChange, groupId: string): Refusal | undefined {
  const { groups } = change.state.rules;
  if (!groups.some(({ id }) => id === groupId)) return groupNotFound;
  const others = groups.filter(({ id }) => id !== groupId);
  setRules(change, {
    groups: others.map(({ overflow, ...group }) => ({ ...group, ...overflowOf(overflow?.toGroupId === groupId ? null : overflow) })),
  });
  return undefined;
}

/** What was given of some settings. */
const given = <T extends object>(settings: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };

function setRules(change: ShopChange, changed: Partial<RoutingRules>): void {
  const { state } = change;
  if (changed.assignmentRate !== undefined && !isSameRate(changed.assignmentRate, state.rules.assignmentRate)) countAnew(change);
  state.rules = { ...state.rules, ...changed, version: state.rules.version + 1 };
  change.rulesChanged = change.trigger;
  state.reception = null;
  refreshReception(change);
  refreshRoster(state);
  drain(change);
}

/** Those that take several slots; null: none does. */
function several(workUnits: readonly WorkUnit[]): RoutingRules['workUnits'] {
  const more = workUnits.filter(({ slots }) => slots > 1);
  return more.length === 0 ? null : more;
}

const isSameRate = (one: AssignmentRate | null, other: AssignmentRate | null): boolean =>
  one?.sessions === other?.sessions && one?.seconds === other?.seconds;

/** The first of some accounts that serves no buyers, named by its place in the input. */
function unknownOf({ state }: ShopChange, ids: readonly (string | null)[], field: string, within = ''): Refusal | undefined {
  for (const [index, agentId] of ids.entries()) {
    if (agentId === null) continue;
    const agent = serviceAgent(state, agentId);
    if ('outcome' in agent) return { ...agent, field: `${field}.${index}${within}` };
  }
  return undefined;
}

/** Anybody active may stand in, the main account and managers too. */
function unknownProxy({ state }: ShopChange, accountId: string): Refusal | undefined {
  const account = state.agents.get(accountId)?.account;
  if (account && account.version > 0 && account.active) return undefined;
  const expected = 'the id of an active account of this shop';
  return refuse('ACCOUNT_NOT_FOUND', 'No such account in this shop.', { field: 'proxyAgentId', expected, retryable: !account });
}

const groupNotFound = refuse('GROUP_NOT_FOUND', 'No such group in this shop.', {
  field: 'groupId',
  expected: 'the id of a group of this shop',
});
const tooManyGroups = refuse('BAD_USER_INPUT', 'The shop has too many groups.', {
  field: 'groupId',
  expected: `at most ${mostGroups} groups`,
});
const missingName = refuse('BAD_USER_INPUT', 'A new group needs a name.', { field: 'name', expected: '1 to 50 characters' });
const nameTaken = refuse('BAD_USER_INPUT', 'Another group has that name.', { field: 'name', expected: 'a name that no other group has' });
