import { addedBy, assigned, at, but, queued, started } from '../example-session';

const counts = ({ crowdHits = 0, crowdFailures = 0, crowdPrompts = 0 }: Readonly<Record<string, number>>): number[] => [
  crowdHits,
  crowdFailures,
  crowdPrompts,
];

it.each([
  ['MET-28 no crowd', [started(), assigned(1, 'A')], [0, 0, 0]],
  ['MET-28 a hit', [started(), but(assigned(1, 'A'), { cause: 'PRIORITY_CROWD' })], [1, 0, 0]],
  [
    'MET-28 a hit with its prompt',
    [started(), but(assigned(1, 'A'), { cause: 'PRIORITY_CROWD', prompt: { title: 'MEMBER', skipped: 'QUEUE' } })],
    [1, 0, 1],
  ],
  ['MET-28 RTE-53 a failure is a hit too', [started(), but(queued(1, at(0)), { priorityFailed: true })], [1, 1, 0]],
  [
    'MET-28 one session is one hit',
    [started(), but(queued(1, at(0)), { band: 'PRIORITY' }), but(assigned(2, 'A'), { band: 'PRIORITY' })],
    [1, 0, 0],
  ],
])('%s', (_title, facts, expected) => {
  expect(counts(addedBy(facts, at(30)).shop)).toEqual(expected);
});
