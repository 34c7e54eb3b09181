import { at } from '../../flight/domain/example-shop';
import type { WaitCause } from '../../decision/domain/route';
import { noRules } from '../../rules/domain/routing-rules';
import { alertText } from './alert-texts';
import { routingAlerts, type AlertAgent, type AlertsSeen, type AlertView, type QueueSeen } from './routing-alerts';

const now = at('10:30');
const agent = (id: string, rest: Partial<AlertAgent> = {}): AlertAgent => ({
  id,
  presence: 'ONLINE',
  presenceSince: at('09:00'),
  lastHeartbeatAt: at('10:29'),
  held: 0,
  load: 0,
  maxCapacity: 10,
  noRouting: false,
  skills: null,
  ...rest,
});

const waiting = (pool = 'ALL', length = 3, cause: WaitCause = 'ALL_AT_CAPACITY'): QueueSeen => ({
  pool,
  length,
  since: at('10:20'),
  cause,
  stage: 0,
});
const quiet: AlertsSeen = { open: true, pools: [], agents: [agent('A')], rules: noRules, groups: [], staleAfterMinutes: null, starved: [] };
const alertsOf = (seen: Partial<AlertsSeen>): AlertView[] => routingAlerts({ ...quiet, ...seen }, now);
const said = (alert: AlertView | undefined) => alert && (['ZH_CN', 'EN'] as const).map((language) => alertText(alert, language));

it('RTE-29 nobody queues, nothing is stale: no alert', () => {
  expect(alertsOf({})).toEqual([]);
});

it('RTE-29 A 10/10 with 8 sessions ended and still held ⇒ ALL_AT_CAPACITY, detail "8 held"; SES-11 says so besides', () => {
  const alerts = alertsOf({ pools: [waiting()], agents: [agent('A', { held: 8 }), agent('B', { presence: 'REST' })] });
  const queue = { cause: 'ALL_AT_CAPACITY', pool: 'ALL', since: at('10:20'), buyers: 3, held: 8 };
  expect(alerts).toMatchObject([
    { kind: 'QUEUE_WAITING', ...queue, agentIds: ['B'] },
    { kind: 'HELD_SLOTS_BLOCK', ...queue, agentIds: ['A'] },
  ]);
  expect(said(alerts[0])).toEqual([
    {
      message: '“全部”有3位买家在排队:在线客服均已满载(其中8个接待位仍被已结束的会话占用)。',
      remedy: '提高最大接待量(最多500),请1位小休或挂起的客服上线,或结束已完成的会话。',
    },
    {
      message: 'Buyers queue in the pool of everybody: 3. Everybody online is full (8 held by ended sessions).',
      remedy: 'Raise the capacity (up to 500), bring agents online who rest or are suspended (1), or end sessions that are finished.',
    },
  ]);
  expect(said(alerts[1])?.[1]).toEqual({
    message: '8 held: slots of ended sessions are not free yet, so agents look free while buyers queue in the pool of everybody: 3.',
    remedy: 'Set a higher maximum capacity, or no auto-suspend.',
  });
});

it('RTE-28 who waited beside an agent with room is told with what kept it waiting, first of all', () => {
  const starved = { pool: 'ALL', agentId: 'A', reason: 'WRONG_LOAD', foundAt: at('10:29'), lasts: false } as const;
  const alerts = alertsOf({ starved: [starved, { ...starved, pool: 'UNPAID', reason: 'HELD_UP', lasts: true }], pools: [waiting()] });
  expect(alerts).toMatchObject([
    { kind: 'BUYER_STARVED', pool: 'ALL', blockedBy: 'WRONG_LOAD', since: at('10:29'), buyers: 0, agentIds: ['A'] },
    { kind: 'BUYER_STARVED', pool: 'UNPAID', blockedBy: 'HELD_UP', buyers: 1 },
    { kind: 'QUEUE_WAITING' },
  ]);
  expect(said(alerts[0])?.[1]).toEqual({
    message: 'A buyer in the pool of everybody waited although an agent had room: an agent had another load than sessions.',
    remedy: 'It was put right; nothing is to be done.',
  });
  expect(said(alerts[1])?.[0]).toEqual({
    message: '“已拍未付款”有买家在客服有空位时仍在等待:店铺数据被其他操作占用。',
    remedy: '请手动接入该买家,并联系技术支持。',
  });
});

it('RTE-29 without held slots nothing is said of them', () => {
  expect(alertsOf({ pools: [waiting()] }).map(({ kind }) => kind)).toEqual(['QUEUE_WAITING']);
});

it('RTE-29 each pool has its own cause: that of a group whose agents are offline is NO_AGENT_ONLINE', () => {
  const rules = { ...noRules, groups: [{ id: 'g', name: '售前', members: ['B'], statuses: [], crowds: [] }] };
  const groups = [{ ...rules.groups[0]!, statuses: [], crowds: [], effect: { effective: true, reason: null } }];
  const agents = [agent('A', { held: 2 }), agent('B', { presence: 'SUSPENDED' }), agent('C', { presence: 'REST', noRouting: true })];
  const alerts = alertsOf({ pools: [waiting('ALL'), waiting('GROUP:g', 1, 'NO_AGENT_ONLINE')], rules, groups, agents });
  expect(alerts.map(({ kind, pool, cause, agentIds, groupId }) => [kind, pool, cause, agentIds.join(), groupId])).toEqual([
    ['QUEUE_WAITING', 'ALL', 'ALL_AT_CAPACITY', 'B', null],
    ['HELD_SLOTS_BLOCK', 'ALL', 'ALL_AT_CAPACITY', 'A', null],
    ['QUEUE_WAITING', 'GROUP:g', 'NO_AGENT_ONLINE', 'B', 'g'],
  ]);
  expect(said(alerts[2])).toEqual([
    { message: '“售前”有1位买家在排队:没有客服在线。', remedy: '请1位小休或挂起的客服上线。' },
    {
      message: 'Buyers queue in the pool 售前: 1. Nobody is online.',
      remedy: 'Bring agents online who rest or are suspended (1).',
    },
  ]);
});

it.each<[WaitCause, string, string]>([
  ['NOBODY_QUALIFIED', '在线客服都不具备所需的技能、等级或语言', 'Nobody online has the skills, the level or the language that they need.'],
  ['AT_RATE', '有空位的在线客服已达到分配频率上限', 'Whoever is online and has room has had as many new buyers lately as the shop wants.'],
  ['CHANNEL_FULL', '有空位的在线客服在该渠道均已满载', 'Whoever is online and has room is full for their channel.'],
  ['TOO_FEW_SLOTS', '在线客服剩余的接待位不足', 'Nobody online has as many slots left as they take'],
  ['SHIFT_ENDS', '有空位的在线客服班次即将结束', 'Whoever is online and has room ends the shift soon.'],
  ['NOBODY_LEFT', '在线客服均已拒绝', 'Everybody online said no'],
  ['AWAITS_AGENT', '等待最近联系的客服', 'They wait for the agent they know.'],
  ['NO_AGENT_ONLINE', '没有客服在线', 'Nobody is online.'],
])('RTE-29 %s is said with its own remedy, in both languages, whether anybody rests or not', (cause, chinese, english) => {
  for (const agents of [[agent('A')], [agent('A'), agent('B', { presence: 'REST' })]]) {
    const [alert] = alertsOf({ pools: [waiting('ALL', 2, cause)], agents });
    const [zh, en] = said(alert)!;
    expect([zh!.message, en!.message]).toEqual([expect.stringContaining(chinese), expect.stringContaining(english)]);
    expect([zh!.remedy, en!.remedy].join()).not.toMatch(/undefined|,,|, ,|  |,。/);
    expect([zh!.remedy, en!.remedy]).toEqual([expect.stringMatching(/。$/), expect.stringMatching(/^[A-Z].*\.$/)]);
    expect(zh!.remedy).not.toBe(said(alertsOf({ pools: [waiting()], agents })[0])![0]!.remedy);
  }
});

it('RTE-29 of a pool that asks for a skill it concerns those who rest and have it, not the others', () => {
  const english = { skills: [], languages: ['en'] };
  const pool = `ALL with needs=${encodeURIComponent('["en"]')}`;
  const rules = { ...noRules, skillRings: [{ afterSeconds: 60, levels: 0, anyLanguage: true }] };
  const agents = [agent('A'), agent('B', { presence: 'REST' }), agent('C', { presence: 'REST', skills: english })];
  const seen = { pools: [waiting(pool, 1, 'NOBODY_QUALIFIED')], rules, agents };
  expect(alertsOf(seen)).toMatchObject([{ kind: 'QUEUE_WAITING', cause: 'NOBODY_QUALIFIED', agentIds: ['C'] }]);
  expect(alertsOf({ ...seen, pools: [{ ...seen.pools[0]!, stage: 1 }] })).toMatchObject([{ agentIds: ['B', 'C'] }]);
  expect(said(alertsOf({ ...seen, pools: [waiting(pool)] })[0])![1]!.message).toContain('Everybody online who can what they need is full');
});

it('STF-16 everybody online at 100 % ⇒ raise the capacity or call those who rest; nobody has to queue for it', () => {
  const full = (id: string, limit: number, rest: Partial<AlertAgent> = {}) => agent(id, { load: limit, maxCapacity: limit, ...rest });
  const away = [agent('C', { presence: 'REST' }), agent('D', { presence: 'SUSPENDED' }), agent('E', { presence: 'OFFLINE' })];
  const alerts = alertsOf({ agents: [full('A', 5, { held: 2 }), full('B', 5), ...away, agent('F', { noRouting: true })] });
  expect(alerts).toMatchObject([{ kind: 'ALL_SATURATED', cause: null, buyers: 0, held: 2, agentIds: ['C', 'D'] }]);
  expect(said(alerts[0])).toEqual([
    {
      message: '在线客服均已满载(其中2个接待位仍被已结束的会话占用),下一位买家将排队。',
      remedy: '提高最大接待量(最多500),请2位小休或挂起的客服上线,或结束已完成的会话。',
    },
    {
      message: 'Everybody online is full (2 held by ended sessions): the next buyer will queue.',
      remedy: 'Raise the capacity (up to 500), bring agents online who rest or are suspended (2), or end sessions that are finished.',
    },
  ]);
});

it.each<[string, Partial<AlertAgent>[]]>([
  [
    'A 5/5, B 3/5',
    [
      { load: 5, maxCapacity: 5 },
      { load: 3, maxCapacity: 5 },
    ],
  ],
  [
    'one without a limit',
    [
      { load: 5, maxCapacity: 5 },
      { load: 600, maxCapacity: null },
    ],
  ],
  ['nobody online', [{ load: 5, maxCapacity: 5, presence: 'REST' }]],
  ['only accounts that take no buyers', [{ load: 5, maxCapacity: 5, noRouting: true }]],
])('MET-23 %s is not saturated', (_case, agents) => {
  const kinds = alertsOf({ agents: agents.map((rest, index) => agent(String(index), rest)) }).map(({ kind }) => kind);
  expect(kinds).not.toContain('ALL_SATURATED');
});

it('RTE-7 a group that should take buyers and has nobody who serves', () => {
  const group = {
    id: 'g',
    name: 'VIP',
    members: [],
    statuses: [],
    crowds: ['vip'],
    effect: { effective: false, reason: 'NO_MEMBERS' as const },
  };
  const off = { ...group, id: 'h', effect: { effective: false, reason: 'SWITCHED_OFF' as const } };
  const alerts = alertsOf({ groups: [group, off] });
  expect(alerts).toMatchObject([{ kind: 'EMPTY_GROUP', groupId: 'g', since: null }]);
  expect(said(alerts[0])?.[1]?.message).toBe('Nobody in the group VIP serves buyers.');
});

it('RTE-60 agents who hold their presence without a heartbeat are one alert, since the first became stale', () => {
  const agents = [agent('A', { lastHeartbeatAt: at('10:18') }), agent('B', { lastHeartbeatAt: null, presence: 'REST' }), agent('C')];
  const alerts = alertsOf({ agents, staleAfterMinutes: 10 });
  expect(alerts).toMatchObject([{ kind: 'STALE_PRESENCE', agentIds: ['A', 'B'], since: at('09:10') }]);
  expect(said(alerts[0])?.[0]?.message).toBe('2位客服保持在线状态,但已长时间没有心跳。');
  expect(alertsOf({ agents })).toEqual([]);
});

it('RTE-57 agents who have missed offer after offer: one alert for those who rest and for the last of a shift, while that is in force', () => {
  const agents = [
    agent('A', { presence: 'REST', presenceSince: at('10:05'), missedInRow: 3 }),
    agent('B', { missedInRow: 4 }),
    agent('C', { missedInRow: 2 }),
    agent('D', { presence: 'OFFLINE', missedInRow: 9 }),
  ];
  const rules = { ...noRules, restAfterMissed: 3, offerTimeoutSeconds: 20 };
  const alerts = alertsOf({ agents, rules });
  expect(alerts).toMatchObject([{ kind: 'OFFERS_MISSED', since: at('10:05'), agentIds: ['A', 'B'] }]);
  expect(said(alerts[0])!.map(({ remedy }) => remedy)).toEqual([
    '联系该客服;回到岗位后请其重新上线,或调整接受邀请的时限。',
    'Ask them; who is back goes ONLINE again. Or give more time to answer.',
  ]);
  expect(alertsOf({ agents, rules: { ...rules, offerTimeoutSeconds: null } })).toEqual([]);
});

it('STF-14 the shop receives and nobody who serves is online: managers are told, and whom to bring', () => {
  const away = [agent('A', { presence: 'REST' }), agent('B', { presence: 'OFFLINE' }), agent('C', { noRouting: true })];
  const alerts = alertsOf({ agents: away });
  expect(alerts).toMatchObject([{ kind: 'NOBODY_ONLINE', agentIds: ['A'], pool: null }]);
  expect(said(alerts[0])).toEqual([
    { message: '接待时间内没有客服在线。', remedy: '请1位小休或挂起的客服上线,或调整接待时间。' },
    {
      message: 'Nobody is online although the shop receives buyers.',
      remedy: 'Bring agents online who rest or are suspended (1), or change the reception hours.',
    },
  ]);
  expect(alertsOf({ agents: away, open: false })).toEqual([]);
  expect(alertsOf({ agents: [agent('C', { noRouting: true })] })).toEqual([]);
});
