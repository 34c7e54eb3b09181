import { at, flight, shopWith, start } from '../../../flight/domain/example-shop';
import { decideRoute } from '../decide-route';
import { decided, exampleCandidate as candidate, exampleRequest, exampleView as view, full } from '../example-view';

it.each([
  ['RTE-1 a single routable account receives everything', view([candidate('A')]), 'A EVEN RTE-1'],
  ['RTE-4 evenly among those online', view([candidate('A', { assignedToday: 2 }), candidate('B', { assignedToday: 1 })]), 'B EVEN RTE-4'],
  [
    'RTE-5 with the count that joining late has added',
    view([candidate('A', { assignedToday: 2 }), candidate('B', { joinOffset: 3 })]),
    'A EVEN RTE-4',
  ],
  [
    'RTE-6 LOWEST_SATURATION',
    view([candidate('A', { load: 3, maxCapacity: 10 }), candidate('B', { load: 1, maxCapacity: 5 })], {
      assignStrategy: 'LOWEST_SATURATION',
    }),
    'B LOWEST_SATURATION RTE-6',
  ],
  [
    'RES-86 WEIGHTED: the largest current weight once each has grown by its own; ties by account id',
    view([candidate('A', { maxCapacity: 3, currentWeight: -3 }), candidate('B', { maxCapacity: 2, currentWeight: 2 })], {
      assignStrategy: 'WEIGHTED',
    }),
    'B WEIGHTED RTE-6',
  ],
  [
    'RTE-37 a no-routing account receives nothing',
    view([candidate('A', { account: { noRouting: true } }), candidate('B')]),
    'B EVEN RTE-1',
  ],
])('%s', (_title, seen, expected) => {
  expect(decided(seen)).toBe(expected);
});

it('RTE-6 RANDOM takes the drawn one, and keeps the number', () => {
  const seen = view([candidate('A'), candidate('B', full), candidate('C')], { assignStrategy: 'RANDOM' });
  expect([0, 0.49, 0.5, 0.99].map((number) => decided(seen, exampleRequest, () => number))).toEqual([
    'A RANDOM RTE-6',
    'A RANDOM RTE-6',
    'C RANDOM RTE-6',
    'C RANDOM RTE-6',
  ]);
  expect(decideRoute(seen, exampleRequest, () => 0.7)).toMatchObject({ randomNumber: 0.7 });
});

it('RTE-18 group mode without groups is basic routing: everybody serves the one pool, evenly', () => {
  const shop = shopWith({ A: {}, B: {} }, { routingMode: 'GROUP' });
  const { outcomes } = flight(shop, at('10:00'), (change) => ['b1', 'b2'].forEach((one) => start(change, one)));
  expect(outcomes.map(({ route, pool }) => ({ ...route, pool }))).toMatchObject([
    { outcome: 'assigned', agentId: 'A', cause: 'EVEN', rule: 'RTE-4', pool: 'ALL' },
    { outcome: 'assigned', agentId: 'B', cause: 'EVEN', rule: 'RTE-4', pool: 'ALL' },
  ]);
});
