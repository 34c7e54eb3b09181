import { compareAgents, lostBy, type Ranked, type Strategy } from './rank-agents';

const agent = (id: string, assignedToday: number, load: number, lastNo = 0, maxCapacity: number | null = null): Ranked => ({
  id,
  assignedToday,
  load,
  lastNo,
  maxCapacity,
  joinOffset: 0,
  currentWeight: 0,
});

const order = (strategy: Strategy, agents: readonly Ranked[]): string =>
  [...agents]
    .sort((a, b) => compareAgents(strategy, a, b))
    .map(({ id }) => id)
    .join('');

describe('RTE-5 EVEN', () => {
  it.each([
    ['the smallest count of today wins, whatever the load', [agent('A', 41, 0), agent('B', 40, 9)], 'BA'],
    ['equal counts: fewer occupied slots', [agent('A', 40, 3), agent('B', 40, 2)], 'BA'],
    ['equal loads: longest without an assignment', [agent('A', 40, 2, 17), agent('B', 40, 2, 9)], 'BA'],
    ['never assigned is longest of all', [agent('A', 0, 0, 17), agent('B', 0, 0, 0)], 'BA'],
    ['at last the account id', [agent('B', 0, 0), agent('A', 0, 0)], 'AB'],
  ])('RTE-5 %s', (_case, agents, expected) => {
    expect(order('EVEN', agents)).toBe(expected);
  });

  it('INV-4 names the key that lost', () => {
    const winner = agent('A', 1, 1, 1);
    const verdicts = [agent('B', 2, 0, 0), agent('C', 1, 2, 0), agent('D', 1, 1, 2), agent('E', 1, 1, 1)].map((loser) =>
      lostBy('EVEN', winner, loser),
    );
    expect(verdicts).toEqual(['HIGHER_COUNT', 'HIGHER_LOAD', 'ASSIGNED_LATER', 'LATER_ID']);
  });
});

it('RTE-6 LOWEST_SATURATION: A 3/10, B 1/5 ⇒ B', () => {
  expect(order('LOWEST_SATURATION', [agent('A', 0, 3, 0, 10), agent('B', 0, 1, 0, 5)])).toBe('BA');
});

it('RES-33 no limit counts as 500 for the choice, and ties go by RTE-5', () => {
  expect(order('LOWEST_SATURATION', [agent('A', 9, 0, 0, 10), agent('B', 3, 0)])).toBe('BA');
  expect(order('LOWEST_SATURATION', [agent('A', 0, 1, 0, 10), agent('B', 0, 40)])).toBe('BA');
});
