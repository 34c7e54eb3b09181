import { settings } from '../../flight/domain/example-shop';
import { noRules, type RoutingRules } from './routing-rules';
import { rulesView, type KnownAccount } from './rules-view';
import { settingNames, type SettingName } from './setting-effects';
import { settingsNotEffective } from './rules-warnings';

const account = (id: string, rest: Partial<KnownAccount> = {}, facts: Partial<KnownAccount['account']> = {}): KnownAccount => ({
  id,
  account: { version: 1, hasAgentRole: true, imEnabled: true, noRouting: false, active: true, ...facts },
  weight: null,
  skills: null,
  ...rest,
});

type Policy = Parameters<typeof settings>[0];

interface Seen {
  readonly rules?: Partial<RoutingRules>;
  readonly policy?: Policy;
  readonly accounts?: readonly KnownAccount[];
  readonly hasRoster?: boolean;
}

const viewOf = ({ rules = {}, policy = {}, accounts = [account('A')], hasRoster = false }: Seen) =>
  rulesView({
    rules: { ...noRules, ...rules },
    policy: settings(policy).policy,
    crowds: { crowds: [], off: 'SWITCHED_OFF' },
    accounts: new Map(accounts.map((one) => [one.id, one])),
    hasRoster,
  });

const effectOf = (setting: SettingName, seen: Seen): string => {
  const found = viewOf(seen).effects?.find((one) => one.setting === setting);
  return found?.effective ? 'acts' : String(found?.reason);
};

it('RTE-42 of a shop that has set up nothing nothing acts, and each setting says why', () => {
  expect(viewOf({}).effects?.map(({ setting, effective }) => [setting, effective])).toEqual(settingNames.map((name) => [name, false]));
  expect(viewOf({}).effects?.flatMap(({ reason }) => reason ?? ['?'])).toHaveLength(settingNames.length);
});

const groups = [
  { id: '1', name: 'pre', members: ['A'], statuses: ['UNPAID' as const], crowds: [], overflow: { toGroupId: '2', afterSeconds: 30 } },
  { id: '2', name: 'after', members: ['B'], statuses: [], crowds: [] },
];
const [grouped, off] = [{ routingMode: 'GROUP' } as const, { queueEnabled: false }];
const gone = account('B', {}, { active: false });
const flagged = account('A', {}, { noRouting: true });
const channelLimits = [{ agentId: 'A', channel: 'DOUYIN', most: 1 }];

it.each<[SettingName, Seen, string]>([
  ['OVERFLOW', { rules: { groups }, policy: grouped, accounts: [account('A'), account('B')] }, 'acts'],
  ['OVERFLOW', { rules: { groups }, policy: grouped, accounts: [account('A'), gone] }, 'NO_MEMBERS'],
  ['OVERFLOW', { rules: { groups } }, 'SWITCHED_OFF'],
  ['STAND_IN', { rules: { proxyAgentId: 'A' }, policy: { unavailableHandling: 'PROXY' } }, 'acts'],
  ['STAND_IN', { rules: { proxyAgentId: 'A' } }, 'SWITCHED_OFF'],
  ['STAND_IN', { rules: { proxyAgentId: 'B' }, policy: { unavailableHandling: 'PROXY' }, accounts: [gone] }, 'NOT_SERVING'],
  ['QUEUE_LIMIT', { rules: { queueLimit: 5 } }, 'acts'],
  ['QUEUE_LIMIT', { rules: { queueLimit: 5 }, policy: off }, 'NO_QUEUE'],
  ['LONGEST_WAIT', { rules: { longestWaitMinutes: 5 } }, 'acts'],
  ['LONGEST_WAIT', { rules: { longestWaitMinutes: 5 }, policy: off }, 'NO_QUEUE'],
  ['ASSIGNMENT_RATE', { rules: { assignmentRate: { sessions: 1, seconds: 60 } } }, 'acts'],
  ['CHANNEL_LIMITS', { rules: { channelLimits } }, 'acts'],
  ['CHANNEL_LIMITS', { rules: { channelLimits }, accounts: [flagged] }, 'NO_ROUTING'],
  ['WORK_UNITS', { rules: { workUnits: [{ status: 'AFTER_SALES', slots: 2 }] } }, 'acts'],
  ['SKILLS', { rules: { skillRings: [] } }, 'acts'],
  ['WEIGHTS', { accounts: [account('A', { weight: 3 })], policy: { assignStrategy: 'WEIGHTED' } }, 'acts'],
  ['WEIGHTS', { accounts: [account('A', { weight: 3 })] }, 'SWITCHED_OFF'],
  ['OFFERS', { rules: { offerTimeoutSeconds: 20 } }, 'acts'],
  ['REST_AFTER_MISSED', { rules: { restAfterMissed: 3, offerTimeoutSeconds: 20 } }, 'acts'],
  ['REST_AFTER_MISSED', { rules: { restAfterMissed: 3 } }, 'NO_OFFERS'],
  ['SILENCE', { rules: { silentAfterMinutes: 3 } }, 'acts'],
  ['RETURNING_WAIT', { rules: { returningWaitMinutes: 3 }, hasRoster: true }, 'acts'],
  ['RETURNING_WAIT', { rules: { returningWaitMinutes: 3 } }, 'NO_ROSTER'],
  ['RETURNING_WAIT', { rules: { returningWaitMinutes: 3 }, policy: off, hasRoster: true }, 'NO_QUEUE'],
  ['HAND_OVER', { rules: { handOverMinutes: 30 }, hasRoster: true }, 'acts'],
  ['HAND_OVER', { rules: { handOverMinutes: 30 } }, 'NO_ROSTER'],
])('RTE-42 %s under %j ⇒ %s', (setting, seen, expected) => {
  expect(effectOf(setting, seen)).toBe(expected);
});

it('RTE-42 who saves what does not act is told at the field; what was set before, or is taken away, is not spoken of', () => {
  const view = viewOf({ rules: { queueLimit: 5, longestWaitMinutes: 9, handOverMinutes: 30 }, policy: off });
  expect(settingsNotEffective(view, { queueLimit: 5, longestWaitMinutes: null, channelLimits: [] })).toEqual([
    { code: 'NOT_EFFECTIVE', message: 'This is saved, and does not act: the queue is off.', field: 'queueLimit' },
  ]);
  expect(settingsNotEffective(view, { handOverMinutes: 30 })).toMatchObject([{ field: 'handOverMinutes' }]);
});
