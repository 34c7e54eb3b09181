import { restRotation } from './rest-rotation';

const agents = Array.from({ length: 20 }, (_, index) => `a${index}`);

it('STF-19 of 20 agents, three a day from 1 to 6 May get their day off, and two later', () => {
  const { days, left } = restRotation(agents, { from: '2026-05-01', to: '2026-05-06' }, 3);
  expect(days).toHaveLength(18);
  expect(left).toEqual(['a18', 'a19']);
  expect(days.filter(({ date }) => date === '2026-05-01').map(({ agentId }) => agentId)).toEqual(['a0', 'a1', 'a2']);
  expect(days.at(-1)).toEqual({ agentId: 'a17', date: '2026-05-06' });
});

it('STF-19 more places than agents leave nobody out, and nobody twice', () => {
  expect(restRotation(['A', 'B'], { from: '2026-05-01', to: '2026-05-06' }, 3)).toEqual({
    days: [
      { agentId: 'A', date: '2026-05-01' },
      { agentId: 'B', date: '2026-05-01' },
    ],
    left: [],
  });
});
