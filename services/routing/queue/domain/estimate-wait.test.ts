import { noRules } from '../../rules/domain/routing-rules';
import { estimateWait, serving, type OnlineAgent } from './estimate-wait';

const agent = (id: string, load: number, maxCapacity: number | null): OnlineAgent => ({ id, load, maxCapacity, channelLoad: null });
const full = [agent('A', 5, 5), agent('B', 5, 5)];
const times = { sessions: 20, meanSeconds: 600 };

it.each([
  ['ten slots of 600 s free one a minute: the next buyer waits for it', 1, full, times, 60],
  ['the fifth waits for five', 5, full, times, 300],
  ['fewer agents, longer waits', 5, [agent('A', 5, 5)], times, 600],
  ['one beyond the limit frees for nobody', 1, [agent('A', 6, 5), agent('B', 5, 5)], times, Math.round((2 * 600) / 11)],
  ['who has a free slot waits no longer', 1, [agent('A', 4, 5), agent('B', 5, 5)], times, 0],
  ['one without limit takes everybody', 9, [agent('A', 90, null)], times, 0],
  ['nobody ONLINE: not known', 1, [], times, null],
  ['too few sessions ended lately: not known', 1, full, { sessions: 2, meanSeconds: 600 }, null],
  ['just enough', 1, full, { sessions: 3, meanSeconds: 600 }, 60],
  ['slots that free at once', 3, full, { sessions: 3, meanSeconds: 0 }, 0],
] as const)('RTE-27 estimated wait: %s', (_name, position, agents, slotTimes, seconds) => {
  expect(estimateWait(position, agents, slotTimes)).toBe(seconds);
});

it('RTE-8 a pool is served by its own, and by everybody while none of them is ONLINE', () => {
  const rules = { ...noRules, groups: [{ id: 'g', name: 'g', members: ['A'], statuses: ['UNPAID' as const], crowds: [] }] };
  expect(serving('UNPAID', rules, full)).toEqual([full[0]]);
  expect(serving('UNPAID', rules, [full[1]!])).toEqual([full[1]]);
  expect(serving('GROUP:g', rules, [full[1]!])).toEqual([]);
  expect(serving('ALL', rules, full)).toEqual(full);
});

it('RTE-27 the estimate is right on average for a queue whose slots free by chance', () => {
  // Ten slots with exponential times of 600 s on average, 2,000 runs of the fifth buyer in the queue.
  let seed = 7;
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const waits = Array.from({ length: 2_000 }, () => {
    const ends = Array.from({ length: 10 }, () => -600 * Math.log(random()));
    for (let turn = 1; turn < 5; turn += 1) {
      const first = ends.indexOf(Math.min(...ends));
      ends[first]! += -600 * Math.log(random());
    }
    return Math.min(...ends);
  });
  const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
  expect(Math.abs(mean - estimateWait(5, full, times)!)).toBeLessThan(15);
});
