import type { Settings } from '../../copies/domain/settings';
import { acts, anyOf, not, type Effect } from './effect';
import type { RoutingRules } from './routing-rules';

/** What managers set up of routing, one by one. */
export const settingNames = [
  'GROUP_ROUTING',
  'OVERFLOW',
  'OFFLINE_ROUTING',
  'STAND_IN',
  'PRIORITY_CROWDS',
  'QUEUE_LIMIT',
  'LONGEST_WAIT',
  'ASSIGNMENT_RATE',
  'CHANNEL_LIMITS',
  'WORK_UNITS',
  'SKILLS',
  'WEIGHTS',
  'OFFERS',
  'REST_AFTER_MISSED',
  'SILENCE',
  'RETURNING_WAIT',
  'HAND_OVER',
] as const;
export type SettingName = (typeof settingNames)[number];

export interface SettingEffect extends Effect {
  readonly setting: SettingName;
}

interface Seen {
  readonly rules: RoutingRules;
  readonly policy: Settings['policy'];
  /** Whether anybody's shift is known for the days about now. */
  readonly hasRoster: boolean;
  /** Who takes part; why others do not. */
  readonly serving: (accountId: string) => Effect;
}

/** What is known already of the parts of a setting. */
interface Told extends Readonly<Record<'groupRouting' | 'offlineRouting' | 'priorityCrowds', Effect>> {
  readonly groups: readonly { readonly overflow?: Acting | null }[];
  readonly proxyAgent: Acting | null;
  readonly channelLimits: readonly Acting[];
  readonly weights: readonly { readonly agentId: string }[];
}

interface Acting {
  readonly effect: Effect;
}

/** Whether each of a shop's routing settings acts now, and why it does not. */
export function settingEffects(seen: Seen, view: Told): SettingEffect[] {
  const effects: Readonly<Record<SettingName, Effect>> = {
    ...ofPeople(seen, view),
    ...ofLimits(seen, view),
    ...ofAnswers(seen),
  };
  return settingNames.map((setting) => ({ setting, ...effects[setting] }));
}

const set = (value: unknown, effect: Effect = acts): Effect => (value === null ? not('SWITCHED_OFF') : effect);

const ofPeople = ({ policy, serving }: Seen, { groupRouting, groups, offlineRouting, proxyAgent, priorityCrowds, weights }: Told) => ({
  GROUP_ROUTING: groupRouting,
  OVERFLOW: anyOf(groups.flatMap(({ overflow }) => (overflow ? [overflow.effect] : []))),
  OFFLINE_ROUTING: offlineRouting,
  STAND_IN: proxyAgent === null ? not('NOTHING_CHOSEN') : policy.unavailableHandling === 'PROXY' ? proxyAgent.effect : not('SWITCHED_OFF'),
  PRIORITY_CROWDS: { effective: priorityCrowds.effective, reason: priorityCrowds.reason },
  WEIGHTS:
    weights.length > 0 && policy.assignStrategy !== 'WEIGHTED'
      ? not('SWITCHED_OFF')
      : anyOf(weights.map(({ agentId }) => serving(agentId))),
});

const ofLimits = ({ rules, policy: { queueEnabled } }: Seen, { channelLimits }: Told) => ({
  QUEUE_LIMIT: set(rules.queueLimit, queueEnabled ? acts : not('NO_QUEUE')),
  LONGEST_WAIT: set(rules.longestWaitMinutes, queueEnabled ? acts : not('NO_QUEUE')),
  ASSIGNMENT_RATE: set(rules.assignmentRate),
  CHANNEL_LIMITS: anyOf(channelLimits.map(({ effect }) => effect)),
  WORK_UNITS: set(rules.workUnits),
  SKILLS: set(rules.skillRings),
});

/** Without a queue nobody waits for anybody, without offers none is missed, and without a roster nobody is on shift. */
const ofAnswers = ({ rules, policy: { queueEnabled }, hasRoster }: Seen) => ({
  OFFERS: set(rules.offerTimeoutSeconds),
  REST_AFTER_MISSED: set(rules.restAfterMissed, rules.offerTimeoutSeconds === null ? not('NO_OFFERS') : acts),
  SILENCE: set(rules.silentAfterMinutes),
  RETURNING_WAIT: set(rules.returningWaitMinutes, !queueEnabled ? not('NO_QUEUE') : hasRoster ? acts : not('NO_ROSTER')),
  HAND_OVER: set(rules.handOverMinutes, hasRoster ? acts : not('NO_ROSTER')),
});
