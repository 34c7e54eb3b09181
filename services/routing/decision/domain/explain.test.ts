import { explain } from './explain';

const said = (cause: string, rule: string, pool = 'UNPAID') =>
  (['ZH_CN', 'EN'] as const).map((language) => explain({ cause, rule, pool }, '小雨', language));

const causes = [
  ...[
    'EVEN',
    'RANDOM',
    'LOWEST_SATURATION',
    'WEIGHTED',
    'RETURNING',
    'PRIORITY_CROWD',
    'EXCLUSIVE',
    'OFFLINE_LIST',
    'OWNER',
    'PROXY',
    'NO_QUEUE',
  ],
  ...[
    'BOT_FIRST',
    'MANUAL',
    'ALL_AT_CAPACITY',
    'NO_AGENT_ONLINE',
    'SHOP_CLOSED',
    'GROUP_CLOSED',
    'UNAVAILABLE',
    'QUEUE_FULL',
    'WAITED_TOO_LONG',
    'NOBODY_LEFT',
    'AWAITS_AGENT',
    'NOBODY_QUALIFIED',
    'AT_RATE',
    'CHANNEL_FULL',
    'TOO_FEW_SLOTS',
    'SHIFT_ENDS',
  ],
];
const rules = ['RTE-1', 'RTE-7', 'RTE-8', 'RTE-9', 'RTE-12', 'RTE-17', 'RTE-24', 'RTE-28', 'RTE-33', 'RTE-55', 'PRM-5', 'SCH-19'];

it.each(causes)('INV-4 %s is explained in both languages', (cause) => {
  const sentences = said(cause, 'none');
  expect(sentences.join()).not.toMatch(/[{}]|none/);
  expect(sentences[0]).toMatch(/。$/);
  expect(sentences[1]).toMatch(/\.$/);
});

it.each(rules)('INV-4 %s says more than its cause', (rule) => {
  expect(said('EVEN', rule)).not.toEqual(said('EVEN', 'none'));
  expect(said('EVEN', rule).join()).not.toMatch(/[{}]/);
});

it('INV-4 the agent and the pool are named', () => {
  expect(said('EVEN', 'RTE-7')).toEqual([
    '按订单状态“已拍未付款”分组,分配给组内的小雨。',
    'The groups for UNPAID take this buyer, and it was the turn of 小雨.',
  ]);
  expect(explain({ cause: 'EVEN', rule: 'RTE-4', pool: 'ALL' }, null, 'EN')).toMatch(/^an agent has had/);
});

it('a cause that is newer than this build is named as it is', () => {
  expect(said('BY_SKILL', 'SKL-99')).toEqual(['依据规则SKL-99:BY_SKILL。', 'Decided by SKL-99: BY_SKILL.']);
});
