import { estimateWait, type Phase } from './estimate-wait';

const phase = (turns: number, busy: number, rest: Partial<Phase> = {}): Phase => ({
  fromSeconds: 0,
  turns,
  busy,
  pacedSeconds: 0,
  ...rest,
});
const times = { sessions: 20, meanSeconds: 600 };
const never = phase(1, 0);

it.each([
  ['ten slots of 600 s free one a minute: the next buyer waits for it', [phase(1, 10)], times, 60],
  ['the fifth waits for five', [phase(5, 10)], times, 300],
  ['fewer agents, longer waits', [phase(5, 5)], times, 600],
  ['who has a free slot waits no longer', [phase(0, 9)], times, 0],
  ['one without limit takes everybody', [phase(-Infinity, 90)], times, 0],
  ['nobody ONLINE: not known', [never], times, null],
  ['too few sessions ended lately: not known', [phase(1, 10)], { sessions: 2, meanSeconds: 600 }, null],
  ['just enough', [phase(1, 10)], { sessions: 3, meanSeconds: 600 }, 60],
  ['slots that free at once', [phase(3, 10)], { sessions: 3, meanSeconds: 0 }, 0],
  ['nobody who can it is ONLINE, in 90 s anybody may', [never, phase(-2, 3, { fromSeconds: 90 })], times, 90],
  [
    'also where nothing is known of how long sessions take',
    [never, phase(-2, 3, { fromSeconds: 90 })],
    { sessions: 0, meanSeconds: 0 },
    90,
  ],
  ['what has freed until then counts on', [phase(3, 10), phase(3, 20, { fromSeconds: 120 })], times, 150],
  ['a later group that is full does not help at once', [phase(9, 10), phase(9, 20, { fromSeconds: 120 })], times, 330],
  ['who is served before it does not need it', [phase(1, 10), phase(9, 1, { fromSeconds: 120 })], times, 60],
  ['the rate is slower than the slots', [phase(0, 3, { pacedSeconds: 45 })], times, 45],
  ['the slots are slower than the rate', [phase(1, 10, { pacedSeconds: 45 })], times, 60],
] as const)('RTE-27 estimated wait: %s', (_name, phases, slotTimes, seconds) => {
  expect(estimateWait(phases, slotTimes)).toBe(seconds);
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
  expect(Math.abs(mean - estimateWait([phase(5, 10)], times)!)).toBeLessThan(15);
});
