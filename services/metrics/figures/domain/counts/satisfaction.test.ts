import type { SessionFact } from '../../../facts/domain/session-fact';
import { addedBy, assigned, at, but, closed, day, ended, message, started } from '../example-session';

const rated = (score: number, ratedAt = at(30), solved: boolean | null = null): SessionFact =>
  ({ topic: 'session-closed', type: 'rated', value: { ...closed('A').value, score, ratedAt, solved, agentId: 'A' } }) as SessionFact;
const talk = [started(), assigned(1, 'A'), message(1, 'BUYER', at(0)), message(2, 'AGENT', at(1)), ended('A', at(5))];
const counts = ({ ratings = 0, satisfied = 0, dissatisfied = 0 }: Readonly<Record<string, number>>): number[] => [
  ratings,
  satisfied,
  dissatisfied,
];

it.each([
  [5, [1, 1, 0]],
  [4, [1, 1, 0]],
  [3, [1, 0, 0]],
  [2, [1, 0, 1]],
  [1, [1, 0, 1]],
])('MET-20 a rating of %d, for the shop and the last agent', (score, expected) => {
  const { shop, agents } = addedBy([...talk, rated(score)], at(60));
  expect([counts(shop), counts(agents['A']!)]).toEqual([expected, expected]);
});

it('MET-20 at 24 h it counts, a second later it does not', () => {
  const last = addedBy([...talk, rated(5, at(day + 5))], at(3 * day)).shop;
  const late = addedBy([...talk, rated(5, at(day + 5, 1))], at(3 * day)).shop;
  expect([counts(last), counts(late)]).toEqual([
    [1, 1, 0],
    [0, 0, 0],
  ]);
});

it('RES-76 rated twice: the first counts', () => {
  expect(counts(addedBy([...talk, rated(1, at(40)), rated(5, at(30))], at(60)).shop)).toEqual([1, 1, 0]);
});

it('MET-20 solved or not is counted of those who said so', () => {
  const answers = [rated(5, at(30), true), rated(5, at(30), false), rated(5)].map((fact) => addedBy([...talk, but(fact, {})], at(60)).shop);
  expect(answers.map(({ solvedAnswers = 0, solved = 0 }) => [solved, solvedAnswers])).toEqual([
    [1, 1],
    [0, 1],
    [0, 0],
  ]);
});
