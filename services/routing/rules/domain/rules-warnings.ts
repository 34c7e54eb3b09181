import { orderStatus } from '#libs/contracts/index';
import type { Agent } from '../../presence/domain/agent';
import { dropsAll, type SkillRing } from './skills';
import type { WorkUnit } from './routing-rules';
import type { Effect } from './effect';
import type { RulesView } from './rules-view';
import type { SettingName } from './setting-effects';

/** Advice that comes with saved rules. */
export interface RulesWarning {
  readonly code: 'UNBOUND_STATUS' | 'EMPTY_OFFLINE_LIST' | 'NOT_EFFECTIVE' | 'BUYERS_QUEUE' | 'LOW_CAPACITY' | 'MAY_WAIT_FOR_EVER';
  readonly message: string;
  readonly field: string | null;
}

const becauseOf: Readonly<Record<NonNullable<Effect['reason']>, string>> = {
  SWITCHED_OFF: 'its switch in the policy is off',
  NO_GROUPS: 'there is no group',
  NO_MEMBERS: 'nobody in it serves buyers',
  EMPTY_LIST: 'nobody on the list may be given buyers',
  NOTHING_CHOSEN: 'nothing was chosen for it',
  TIER: 'the shop has no GOLD or SILVER service team this month',
  NOT_LISTED: 'the feature is tried out, and the shop is not on the list',
  NO_ROUTING: 'the account is a no-routing one',
  NOT_SERVING: 'the account does not serve buyers',
  NO_QUEUE: 'the queue is off',
  NO_ROSTER: 'nobody is on the roster of these days',
  NO_OFFERS: 'nothing is offered first: offerTimeoutSeconds is off',
};

/** RTE-42: what is saved and does not act. */
export const notEffective = ({ reason }: Effect, field: string): RulesWarning[] =>
  reason === null ? [] : [{ code: 'NOT_EFFECTIVE', message: `This is saved, and does not act: ${becauseOf[reason]}.`, field }];

const fieldOf: Readonly<Partial<Record<SettingName, string>>> = {
  STAND_IN: 'proxyAgentId',
  QUEUE_LIMIT: 'queueLimit',
  LONGEST_WAIT: 'longestWaitMinutes',
  CHANNEL_LIMITS: 'channelLimits',
  WEIGHTS: 'weights',
  REST_AFTER_MISSED: 'restAfterMissed',
  RETURNING_WAIT: 'returningWaitMinutes',
  HAND_OVER: 'handOverMinutes',
};

const isSet = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : (value ?? null) !== null);

/** RTE-42: which of the settings that a command has just set do not act. */
export const settingsNotEffective = ({ effects = [] }: RulesView, given: Readonly<Record<string, unknown>>): RulesWarning[] =>
  effects.flatMap(({ setting, ...effect }) => {
    const field = fieldOf[setting];
    return field !== undefined && isSet(given[field]) ? notEffective(effect, field) : [];
  });

/** RTE-9: each status that no group serves, once there are groups for statuses. */
export function unboundStatuses({ groups }: RulesView): RulesWarning[] {
  const serving = groups.filter(({ crowds }) => crowds.length === 0);
  if (!serving.some(({ statuses }) => statuses.length > 0)) return [];
  return orderStatus.known
    .filter((status) => !serving.some(({ statuses }) => statuses.includes(status)))
    .map((status) => ({
      code: 'UNBOUND_STATUS',
      message: `No group serves ${status}: such buyers go to any online agent.`,
      field: 'statuses',
    }));
}

/** RTE-35: an offline list with nobody on it who may be given buyers. */
export const emptyOfflineList = ({ offlineRouting }: RulesView): RulesWarning[] =>
  offlineRouting.reason === 'EMPTY_LIST'
    ? [
        {
          code: 'EMPTY_OFFLINE_LIST',
          message: 'Nobody on the offline list may be given buyers: it acts as if offline routing were off.',
          field: 'offlineAgentIds',
        },
      ]
    : [];

/** Buyers who ask for what nobody can, while no ring drops all of it. */
export const mayWaitForEver = (rings: readonly SkillRing[]): RulesWarning[] =>
  dropsAll(rings)
    ? []
    : [
        {
          code: 'MAY_WAIT_FOR_EVER',
          message: 'No ring drops skills and language: who asks for what nobody online can waits until somebody comes.',
          field: 'skillRings',
        },
      ];

/** Agents who have fewer slots than a session is to take. */
export function fewSlots(workUnits: readonly WorkUnit[], agents: readonly Pick<Agent, 'maxCapacity'>[]): RulesWarning[] {
  const most = Math.max(...workUnits.map(({ slots }) => slots));
  const few = agents.filter(({ maxCapacity }) => maxCapacity !== null && maxCapacity < most).length;
  const message = `${few} agents may have fewer sessions at once than ${most}: one that takes ${most} slots takes all they have.`;
  return few === 0 ? [] : [{ code: 'LOW_CAPACITY', message, field: 'workUnits' }];
}

/** Buyers queue already while a save makes agents take them more slowly. */
export const slowerFor = (queued: number, field: string): RulesWarning[] =>
  queued === 0
    ? []
    : [{ code: 'BUYERS_QUEUE', message: `${queued} buyers queue now: they wait longer where agents get new sessions more slowly.`, field }];

/** RTE-56: crowds that come first are for shops that keep up with everybody else. */
export const buyersQueue = (queued: number): RulesWarning[] =>
  queued === 0
    ? []
    : [{ code: 'BUYERS_QUEUE', message: `${queued} buyers queue now: crowds that come first make the others wait longer.`, field: null }];
