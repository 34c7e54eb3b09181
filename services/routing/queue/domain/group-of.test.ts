import type { AgentGroup } from '../../rules/domain/routing-rules';
import { groupOf } from './group-of';

const group = (id: string, members: readonly string[], more: Partial<AgentGroup> = {}): AgentGroup => ({
  ...{ id, name: id, members: [...members], statuses: [], crowds: [] },
  ...more,
});

const groups: readonly AgentGroup[] = [
  group('sales', ['annie', 'ben'], { statuses: ['UNPAID'], overflow: { toGroupId: 'helpers', afterSeconds: 60 } }),
  group('night', ['ben', 'cem'], { statuses: ['SHIPPED'] }),
  group('day', ['dora', 'cem'], { statuses: ['SHIPPED'] }),
  group('helpers', ['eve']),
  group('members', ['annie'], { crowds: ['vip'] }),
];

it.each([
  ['UNPAID', 'annie', 'sales'],
  ['UNPAID', 'eve', 'helpers'],
  ['UNPAID', 'dora', null],
  ['UNPAID', null, 'sales'],
  ['UNPAID with channel=WEB&slots=2 without annie', 'ben', 'sales'],
  ['SHIPPED', 'cem', 'night'],
  ['SHIPPED', 'dora', 'day'],
  ['SHIPPED', null, null],
  ['CROWD:vip', 'annie', 'members'],
  ['CROWD:vip', null, 'members'],
  ['GROUP:day', 'dora', 'day'],
  ['GROUP:gone', 'dora', null],
  ['ALL', 'annie', null],
  ['ALL', null, null],
])('RTE-7 of the pool %s with %s the group is %s', (pool, agentId, groupId) => {
  expect(groupOf(pool, agentId, groups)).toBe(groupId);
});
