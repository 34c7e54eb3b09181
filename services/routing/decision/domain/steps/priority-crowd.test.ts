import type { SessionFacts } from '../../../queue/domain/waiting-entry';
import { decideRoute } from '../decide-route';
import { decided, exampleCandidate as candidate, exampleNow, exampleRequest, exampleView, full } from '../example-view';
import type { RouteRequest } from '../route-request';

const memberSince = (joinedAt: string, facts: Partial<SessionFacts> = {}): RouteRequest => ({
  ...exampleRequest,
  facts: { ...exampleRequest.facts, crowds: [{ crowdId: 'members', kind: 'MEMBER', joinedAt }], ...facts },
});
const member = memberSince('2026-03-01T12:00:00+08:00');
const inForce = { crowds: ['vip', 'members'] };

it('RTE-40 past the bot and the queue to a human, though full', () => {
  const view = exampleView([candidate('A', full)], { botFirst: true }, inForce);
  expect(decided(view, member)).toBe('A PRIORITY_CROWD RTE-40 over');
  expect(decided(view)).toBe('bot BOT_FIRST RTE-16');
});

it('RTE-40 past those who wait whose turn it is', () => {
  expect(decided(exampleView([candidate('A')], {}, { ...inForce, waitingAhead: true }), member)).toBe('A PRIORITY_CROWD RTE-40');
});

it('RTE-41 a crowd that does not come first is like anybody', () => {
  expect(decided(exampleView([candidate('A')]), member)).toBe('A EVEN RTE-1');
  expect(decided(exampleView([candidate('A')], {}, { crowds: ['vip'] }), member)).toBe('A EVEN RTE-1');
});

it.each([
  ['2026-03-01T23:59:59.999+08:00', 'A PRIORITY_CROWD RTE-40'],
  ['2026-03-02T00:00:00+08:00', 'A EVEN RTE-1'],
  ['2026-03-02T00:01:00+08:00', 'A EVEN RTE-1'],
])('RTE-45 joined %s, writes on 2026-03-02', (joinedAt, expected) => {
  expect(decided(exampleView([candidate('A')], {}, inForce), memberSince(joinedAt))).toBe(expected);
});

it('RTE-52 a crowd hit never goes to the exclusive agent', () => {
  const view = exampleView([candidate('A'), candidate('C', { assignedToday: 3 })], {}, inForce);
  expect(decided(view, memberSince('2026-03-01T12:00:00Z', { exclusiveAgentId: 'C' }))).toBe('A PRIORITY_CROWD RTE-40');
});

it('RES-7 full is not suspended: a crowd that comes first reaches who is at the limit, and never who is suspended by hand', () => {
  const suspendedByHand = candidate('A', { presence: 'SUSPENDED' });
  expect(decided(exampleView([suspendedByHand, candidate('B', full)], {}, inForce), member)).toBe('B PRIORITY_CROWD RTE-40 over');
  expect(decided(exampleView([suspendedByHand], {}, inForce), member)).toBe('queued NO_AGENT_ONLINE RTE-27');
});

it('RTE-53, RES-37 all suspended: the priority has failed, and the order goes on', () => {
  const suspended = [candidate('A', { presence: 'SUSPENDED' })];
  const taobao = { availabilityTest: 'ONLINE_NOT_SUSPENDED', unavailableHandling: 'SERVICE_ASSISTANT' } as const;
  const of = (settings: Partial<typeof taobao>) => decideRoute(exampleView(suspended, settings, inForce), member, () => 0);
  expect(of(taobao)).toMatchObject({ outcome: 'left-message', place: 'SERVICE_ASSISTANT', priorityFailed: true });
  expect(of({})).toMatchObject({ outcome: 'queued', priorityFailed: true });
  expect(decideRoute(exampleView(suspended, taobao), member, () => 0).priorityFailed).toBe(false);
});

it('RTE-54 A suspended by hand, B 5/5 ⇒ B; the agent who talked with the buyer comes before', () => {
  const lastHuman = { agentId: 'C', at: new Date(exampleNow.getTime() - 3_600_000).toISOString() };
  const agents = [
    candidate('A', { presence: 'SUSPENDED' }),
    candidate('B', full),
    candidate('C', { ...full, assignedToday: 7, unfit: 'OTHER_GROUP' }),
  ];
  const view = exampleView(agents, {}, inForce);
  expect(decided(view, member)).toBe('B PRIORITY_CROWD RTE-40 over');
  expect(decided(view, memberSince('2026-03-01T12:00:00Z', { lastHuman }))).toBe('C PRIORITY_CROWD RTE-54 over');
});
