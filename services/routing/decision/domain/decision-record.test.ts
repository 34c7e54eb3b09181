import { decideRoute, verdictsOf } from './decide-route';
import { readCandidates, readView, recordDecision } from './decision-record';
import { at, flight, settings, shopWith, start } from '../../flight/domain/example-shop';
import { viewOf } from './route-view';
import type { RouteRequest } from './route';

const b1: RouteRequest = { sessionId: 'b1', waiting: null, pool: 'ALL', band: 'NORMAL' };

it.each(['EVEN', 'RANDOM', 'LOWEST_SATURATION', 'WEIGHTED'] as const)(
  'INV-4 replaying recorded inputs gives the recorded decision: %s',
  (assignStrategy) => {
    const state = shopWith(
      { A: { capacity: 3 }, B: { capacity: 2 }, C: { presence: 'REST' }, D: { noRouting: true }, E: { capacity: 500 } },
      { assignStrategy },
    );
    const accountOf = (seat: number): string => [...state.agents.values()].find((agent) => agent.seat === seat)!.id;
    for (let number = 0; number < 8; number += 1) {
      const view = viewOf(state, settings({ assignStrategy }));
      const decision = decideRoute(view, b1, () => number / 8);
      const record = recordDecision(view, decision, state.assignmentNo);
      const replay = readView(record, accountOf);
      const again = decideRoute(replay.view, b1, () => replay.drawn ?? NaN);
      expect(again).toEqual(decision);
      expect(recordDecision(replay.view, again, state.assignmentNo).candidates).toBe(record.candidates);
      expect(readCandidates(record, accountOf).map(({ verdict }) => verdict)).toEqual(view.candidates.map(verdictsOf(view, decision)));
      flight(
        state,
        at('10:00'),
        (draft) => start(draft, `s${number}`),
        () => number / 8,
      );
    }
  },
);

it('INV-4 a decision among 50 agents is kept in less than 1 KB', () => {
  const agents = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`agent-${index}`, { capacity: 20 }]));
  const state = shopWith(agents);
  for (let number = 0; number < 400; number += 1) flight(state, at('10:00'), (draft) => start(draft, `s${number}`));
  const view = viewOf(state, settings());
  expect(recordDecision(view, decideRoute(view, b1, Math.random), state.assignmentNo).candidates.length).toBeLessThan(1_024);
});
