import { decided, exampleCandidate, exampleView } from '../example-view';

it('RTE-28 nobody overtakes those who wait', () => {
  expect(decided(exampleView([exampleCandidate('A')], {}, { waitingAhead: true }))).toBe('queued ALL_AT_CAPACITY RTE-28');
});
