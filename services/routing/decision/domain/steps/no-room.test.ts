import { decided, exampleCandidate as candidate, exampleView as view, full } from '../example-view';

it.each([
  ['RTE-27 everybody at the limit ⇒ queue', view([candidate('A', full), candidate('B', full)]), 'queued ALL_AT_CAPACITY RTE-27'],
  ['RTE-57 REST receives nothing, and counts as present', view([candidate('A', { presence: 'REST' })]), 'queued NO_AGENT_ONLINE RTE-27'],
  [
    'RTE-36 queue off, A 5/5, B 6/5 ⇒ A',
    view([candidate('A', full), candidate('B', { load: 6, maxCapacity: 5 })], { queueEnabled: false }),
    'A NO_QUEUE RTE-36 over',
  ],
  [
    'RTE-36 … nobody ONLINE ⇒ unavailableHandling',
    view([candidate('A', { presence: 'REST' })], { queueEnabled: false, unavailableHandling: 'SERVICE_ASSISTANT' }),
    'SERVICE_ASSISTANT UNAVAILABLE RTE-33',
  ],
])('%s', (_title, seen, expected) => {
  expect(decided(seen)).toBe(expected);
});
