import { at } from '../../flight/domain/example-shop';
import { stalenessOf, type BeatingAgent } from './staleness';

const agent = (id: string, heard: string, rest: Partial<BeatingAgent> = {}): BeatingAgent => ({
  ...{ id, presence: 'ONLINE', presenceSince: at('09:00'), lastHeartbeatAt: at(heard) },
  ...rest,
});

const told = (...ids: string[]): ReadonlySet<string> => new Set(ids);

it('RTE-60 who becomes stale is told once, at the instant the shop allows, and who is next is known', () => {
  const agents = [agent('A', '10:00'), agent('B', '10:04'), agent('C', '09:30', { presence: 'OFFLINE' })];
  expect(stalenessOf(agents, told(), 10, at('10:09:59'))).toEqual({ changes: [], nextAt: at('10:10') });
  expect(stalenessOf(agents, told(), 10, at('10:10'))).toEqual({
    changes: [{ agentId: 'A', isStale: true, since: at('10:10') }],
    nextAt: at('10:14'),
  });
  expect(stalenessOf(agents, told('A'), 10, at('10:11'))).toEqual({ changes: [], nextAt: at('10:14') });
});

it('RTE-60 who is heard of again, goes OFFLINE or is no agent any more is told too', () => {
  const agents = [agent('A', '10:20'), agent('B', '10:00', { presence: 'OFFLINE' })];
  expect(stalenessOf(agents, told('A', 'B', 'gone'), 10, at('10:21'))).toEqual({
    changes: ['A', 'B', 'gone'].map((agentId) => ({ agentId, isStale: false, since: at('10:21') })),
    nextAt: at('10:30'),
  });
});

it('RTE-60 a shop that does not ask has nobody stale, and is not looked at again', () => {
  expect(stalenessOf([agent('A', '09:00')], told('A'), null, at('12:00'))).toEqual({
    changes: [{ agentId: 'A', isStale: false, since: at('12:00') }],
    nextAt: null,
  });
});
