import type { Candidate } from '../candidate';
import { decided, exampleCandidate, exampleRequest, exampleView } from '../example-view';

const away = (id: string, rest: Partial<Candidate> = {}) => exampleCandidate(id, { presence: 'OFFLINE', ...rest });
const onList = (id: string, rest: Partial<Candidate> = {}) => away(id, { listed: true, ...rest });
const switchedOn = { offlineRouting: true };

it('RTE-30 all offline: evenly over the list, whatever their capacity', () => {
  const agents = [onList('A', { assignedToday: 2, load: 5, maxCapacity: 5 }), onList('B', { assignedToday: 3 }), away('C')];
  expect(decided(exampleView(agents, switchedOn))).toBe('A OFFLINE_LIST RTE-30 over');
});

it('RTE-34 by unavailableHandling likewise', () => {
  expect(decided(exampleView([onList('A')], { unavailableHandling: 'OFFLINE_LIST' }))).toBe('A OFFLINE_LIST RTE-30 over');
});

it.each(['QUEUE', 'MESSAGE_POOL', 'OWNER'] as const)('RTE-3 the switch comes before %s', (unavailableHandling) => {
  expect(decided(exampleView([onList('A')], { ...switchedOn, unavailableHandling }))).toBe('A OFFLINE_LIST RTE-30 over');
});

it('RTE-31 switched off: the queue', () => {
  expect(decided(exampleView([onList('A')]))).toBe('queued NO_AGENT_ONLINE RTE-31');
});

it('RTE-32 one agent is not offline: the list is not used', () => {
  const agents = [onList('A'), exampleCandidate('B', { load: 5, maxCapacity: 5 })];
  expect(decided(exampleView(agents, switchedOn))).toBe('queued ALL_AT_CAPACITY RTE-27');
  const resting = [onList('A'), exampleCandidate('B', { presence: 'REST' })];
  const handling = { availabilityTest: 'ONLINE_NOT_SUSPENDED', unavailableHandling: 'OFFLINE_LIST' } as const;
  expect(decided(exampleView(resting, handling))).toBe('queued NO_AGENT_ONLINE RTE-32');
});

it('RTE-35 nobody on the list may serve: as if it were off', () => {
  const flagged = onList('A', { account: { noRouting: true } });
  expect(decided(exampleView([flagged, away('B')], switchedOn))).toBe('queued NO_AGENT_ONLINE RTE-31');
});

it('RES-81 who has just gone away from the session comes last', () => {
  const request = { ...exampleRequest, facts: { ...exampleRequest.facts, goneAgentId: 'A' } };
  expect(decided(exampleView([onList('A'), onList('B', { assignedToday: 9 })], switchedOn), request)).toBe('B OFFLINE_LIST RTE-30 over');
  expect(decided(exampleView([onList('A')], switchedOn), request)).toBe('A OFFLINE_LIST RTE-30 over');
});

it.each([
  ['fewer sessions today, by whatever cause', onList('A', { assignedToday: 3 }), onList('B', { assignedToday: 2, load: 9 }), 'B'],
  ['what joining late has added counts', onList('A', { assignedToday: 2 }), onList('B', { joinOffset: 3 }), 'A'],
  ['as many: fewer at hand', onList('A', { load: 2 }), onList('B', { load: 1 }), 'B'],
  ['then longest without one', onList('A', { lastNo: 8 }), onList('B', { lastNo: 7 }), 'B'],
  ['then the account', onList('B'), onList('A'), 'A'],
])('RES-26 evenly over the list means as RTE-5 does: %s', (_what, one, other, expected) => {
  expect(decided(exampleView([one, other], switchedOn))).toBe(`${expected} OFFLINE_LIST RTE-30 over`);
});
