import { noRules, type RoutingRules } from '../../rules/domain/routing-rules';
import { waitingReason } from './waiting-reason';

const rules: RoutingRules = {
  ...noRules,
  groups: [
    { id: 'g1', name: 'pre-sale', members: ['A', 'B'], statuses: ['UNPAID'], crowds: [] },
    { id: 'g2', name: 'members', members: ['C'], statuses: [], crowds: ['vip'] },
  ],
};

it.each([
  ['ALL', ['C'], 'ALL_AT_CAPACITY'],
  ['ALL', [], 'NO_AGENT_ONLINE'],
  ['GROUP:g1', ['C'], 'NO_AGENT_ONLINE'],
  ['GROUP:g1', ['B', 'C'], 'ALL_AT_CAPACITY'],
  ['UNPAID', ['C'], 'NO_AGENT_ONLINE'],
  ['UNPAID', ['A'], 'ALL_AT_CAPACITY'],
  ['CROWD:vip', ['A', 'B'], 'NO_AGENT_ONLINE'],
  ['CROWD:vip', ['C'], 'ALL_AT_CAPACITY'],
  // A group that is gone has left its pool to everybody.
  ['GROUP:gone', ['C'], 'ALL_AT_CAPACITY'],
] as const)('RTE-29 the pool %s with %j online waits for %s', (pool, online, reason) => {
  expect(waitingReason(pool, rules, online)).toBe(reason);
});
