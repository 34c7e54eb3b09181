import { decided, exampleCandidate as candidate, exampleRequest, exampleView, full } from '../example-view';

const ofC = { ...exampleRequest, facts: { ...exampleRequest.facts, exclusiveAgentId: 'C' } };
const others = [candidate('A'), candidate('B')];

it('RTE-52 the buyer’s own agent, ONLINE with room, whatever group it is in', () => {
  expect(decided(exampleView([...others, candidate('C', { assignedToday: 9, unfit: 'OTHER_GROUP' })]), ofC)).toBe('C EXCLUSIVE RTE-52');
});

it.each([
  ['RES-42 full', full],
  ['RTE-57 at rest', { presence: 'REST' }],
  ['RTE-37 flagged', { account: { noRouting: true } }],
] as const)('%s ⇒ the way of others', (_title, state) => {
  expect(decided(exampleView([...others, candidate('C', state)]), ofC)).toBe('A EVEN RTE-4');
});

it('RTE-52 deprecated, and removed by a switch', () => {
  expect(decided(exampleView([...others, candidate('C')], { exclusiveAgentPriority: false }), ofC)).toBe('A EVEN RTE-4');
});
