import { decideRoute } from './decide-route';
import { decided, exampleCandidate as candidate, exampleRequest, exampleView as view, full } from './example-view';
import type { RouteView } from './route-view';
import { verdictsOf } from './verdicts';

const verdicts = (seen: RouteView): string[] => {
  const verdictOf = verdictsOf(
    seen,
    decideRoute(seen, exampleRequest, () => 0.5),
  );
  return seen.candidates.map((one) => `${one.id} ${verdictOf(one)}`);
};

it('INV-4 every candidate has a verdict', () => {
  const seen = view([
    candidate('A', { assignedToday: 1 }),
    candidate('B'),
    candidate('C', { load: 1 }),
    candidate('D', full),
    candidate('E', { presence: 'REST' }),
    candidate('F', { presence: 'SUSPENDED' }),
    candidate('G', { presence: 'OFFLINE' }),
    candidate('H', { account: { noRouting: true } }),
  ]);
  expect(verdicts(seen)).toEqual([
    'A HIGHER_COUNT',
    'B CHOSEN',
    'C HIGHER_LOAD',
    'D AT_CAPACITY',
    'E REST',
    'F SUSPENDED',
    'G OFFLINE',
    'H NO_ROUTING',
  ]);
});

it('INV-4 "why is b1 queued?": all at capacity, A 5/5, B 5/5', () => {
  expect(verdicts(view([candidate('A', full), candidate('B', full)]))).toEqual(['A AT_CAPACITY', 'B AT_CAPACITY']);
});

it('RES-86 a lower current weight', () => {
  const seen = view([candidate('A', { maxCapacity: 1, currentWeight: -1 }), candidate('B', { maxCapacity: 1 })], {
    assignStrategy: 'WEIGHTED',
  });
  expect(verdicts(seen)).toEqual(['A LOWER_WEIGHT', 'B CHOSEN']);
});

it('INV-4 who does not serve the pool of the session says why, and gets nothing', () => {
  const other = candidate('A', { unfit: 'NO_ROUTING' });
  expect(verdicts(view([other, candidate('B', { assignedToday: 1 })]))).toEqual(['A NO_ROUTING', 'B CHOSEN']);
  expect(decided(view([other, candidate('B', full)], { queueEnabled: false }))).toBe('B NO_QUEUE RTE-36 over');
});
