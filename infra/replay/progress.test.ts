import { progressLine } from './progress';
import { newTally } from './tally';

describe('the progress line', () => {
  test('shows the share of the day and where everybody is', () => {
    const tally = { ...newTally(), arrived: 10, served: 4, left: 1, online: 3 };
    tally.talks.set('A', 1).set('B', 1).set('C', 0);
    const line = progressLine(0.5, '12:00', 20, tally);
    expect(line).toBe('████████████░░░░░░░░░░░░ 12:00  10/20 arrived, 3 waiting, 2 talking, 4 served, 1 left, 3 agents');
  });

  test('never runs out of its frame', () => {
    expect(progressLine(1.7, '24:00', 1, newTally())).toMatch(/^█{24} 24:00/);
  });
});
