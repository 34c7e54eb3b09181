import { at, flight, settings, shopWith, start } from '../../flight/domain/example-shop';
import { decideRoute } from './decide-route';
import { readCandidates, readDecision, readOverride, recordDecision } from './decision-record';
import { exampleCandidate, exampleNow, exampleRequest, exampleView } from './example-view';
import { verdictsOf } from './verdicts';
import { viewOf } from './view-of-shop';

it.each(['EVEN', 'RANDOM', 'LOWEST_SATURATION', 'WEIGHTED'] as const)(
  'INV-4 replaying recorded inputs gives the recorded decision: %s',
  (assignStrategy) => {
    const state = shopWith(
      { A: { capacity: 3 }, B: { capacity: 2 }, C: { presence: 'REST' }, D: { noRouting: true }, E: { capacity: 500 } },
      { assignStrategy },
    );
    const accountOf = (number: number): string => [...state.agents.values()].find(({ agentNo }) => agentNo === number)!.id;
    for (let number = 0; number < 8; number += 1) {
      const view = viewOf(state, settings({ assignStrategy }), exampleRequest, exampleNow);
      const decision = decideRoute(view, exampleRequest, () => number / 8);
      const record = recordDecision(view, exampleRequest, decision, state.assignmentNo);
      const replay = readDecision(record, accountOf);
      const again = decideRoute(replay.view, replay.request, () => replay.randomNumber ?? Number.NaN);
      expect(again).toEqual(decision);
      expect(recordDecision(replay.view, replay.request, again, state.assignmentNo)).toEqual(record);
      expect(readCandidates(record, accountOf).map(({ verdict }) => verdict)).toEqual(view.candidates.map(verdictsOf(view, decision)));
      flight(
        state,
        at('10:00'),
        (change) => start(change, `s${number}`),
        () => number / 8,
      );
    }
  },
);

it('INV-4 a decision among 50 agents is kept in less than 1 KB', () => {
  const agents = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`agent-${index}`, { capacity: 20 + (index % 7) }]));
  for (const assignStrategy of ['EVEN', 'WEIGHTED'] as const) {
    const state = shopWith(agents, { assignStrategy });
    for (let number = 0; number < 400; number += 1) flight(state, at('10:00'), (change) => start(change, `s${number}`));
    const view = viewOf(state, settings({ assignStrategy }), exampleRequest, exampleNow);
    const record = recordDecision(view, exampleRequest, decideRoute(view, exampleRequest, Math.random), state.assignmentNo);
    expect(record.candidates.length).toBeLessThan(1_024);
  }
});

it('INV-4 what the session brought along is kept, without the buyer', () => {
  const state = shopWith({ A: {} });
  const request = { ...exampleRequest, waiting: 'QUEUED' as const, facts: { ...exampleRequest.facts, viaBot: true, goneAgentId: 'Z' } };
  const view = viewOf(state, settings(), request, exampleNow);
  const record = recordDecision(view, request, decideRoute(view, request, Math.random), 7);
  expect(record.inputs).not.toContain(request.facts.buyerId);
  expect(readDecision(record, String).request).toEqual({ ...request, sessionId: '', facts: { ...request.facts, buyerId: '' } });
});

it.each([new Date('2026-03-02T11:00:00Z'), null])('INV-4 the override that decided is kept, until %s', (to) => {
  const override = { revision: 7, from: new Date('2026-03-02T09:30:00Z'), to };
  const view = exampleView([exampleCandidate('A')], {}, { override });
  const record = recordDecision(view, exampleRequest, decideRoute(view, exampleRequest, Math.random), 0);
  expect(readOverride(record)).toEqual(override);
  expect(readDecision(record, String).view.override).toEqual(override);
  const usual = exampleView([exampleCandidate('A')]);
  expect(readOverride(recordDecision(usual, exampleRequest, decideRoute(usual, exampleRequest, Math.random), 0))).toBeNull();
});

it('INV-4 who does not serve the pool of the session is kept with the reason', () => {
  const view = exampleView([exampleCandidate('A', { unfit: 'NO_ROUTING' }), exampleCandidate('B')]);
  const record = recordDecision(view, exampleRequest, decideRoute(view, exampleRequest, Math.random), 0);
  const replay = readDecision(record, (agentNo) => String.fromCharCode(agentNo));
  expect(replay.view.candidates).toMatchObject([{ unfit: 'NO_ROUTING' }, { unfit: null, verdict: 'CHOSEN' }]);
});

it('INV-4 decisions kept in the first form are read', () => {
  const record = {
    inputs: '[1,"RANDOM","ANY_ONLINE","QUEUE",1,0,null,1,2,1,2,0,17,0.25]',
    candidates: '[[0,"C",2,5,3,4],[1,"R",0,null,0,-1]]',
  };
  const { view, randomNumber } = readDecision(record, (agentNo) => ['A', 'B'][agentNo]!);
  expect(randomNumber).toBe(0.25);
  expect(view).toMatchObject({
    settings: { assignStrategy: 'RANDOM', queueEnabled: true },
    open: true,
    routable: 2,
    online: 1,
    present: 2,
  });
  expect(view.candidates).toMatchObject([
    { id: 'A', verdict: 'CHOSEN', presence: 'ONLINE', load: 2, maxCapacity: 5, assignedToday: 3, lastNo: 13 },
    { id: 'B', verdict: 'REST', presence: 'REST', maxCapacity: null, lastNo: 0 },
  ]);
});
