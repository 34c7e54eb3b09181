import { decided, exampleCandidate, exampleRequest, exampleView } from '../example-view';

it('PRM-5 a shop without service account: the main account', () => {
  expect(decided(exampleView([]))).toBe('owner OWNER PRM-5 over');
});

it('PRM-5 … and waits while the main account is not known', () => {
  expect(decided(exampleView([], {}, { ownerId: null }))).toBe('queued NO_AGENT_ONLINE PRM-5');
});

it('PRM-6 a service account that is offline keeps the main account out', () => {
  expect(decided(exampleView([exampleCandidate('A', { presence: 'OFFLINE' })]))).toBe('queued NO_AGENT_ONLINE RTE-31');
});

it('RES-81 a session is not given back to a main account that has just gone from it', () => {
  const view = exampleView([exampleCandidate('owner', { presence: 'OFFLINE' })], { unavailableHandling: 'OWNER' });
  expect(decided(view)).toBe('owner OWNER RTE-34 over');
  const facts = { ...exampleRequest.facts, goneAgentId: 'owner' };
  expect(decided(view, { ...exampleRequest, facts })).toBe('queued NO_AGENT_ONLINE RTE-31');
});
