import { createWatchdog, type Progress } from './watchdog';

/** A watchdog of a consumer and a clock that the test moves; a round each second, as in the running process. */
function watched() {
  const reasons: string[] = [];
  const state = { now: 0, open: 0, mark: 0, fetches: 0, reachable: true };
  const round = createWatchdog({
    bus: { reachable: () => Promise.resolve(state.reachable) },
    member: { fetches: () => state.fetches },
    progress: (): Progress => ({ open: state.open, mark: state.mark }),
    now: () => state.now,
    onFatal: (reason) => void reasons.push(reason),
  });
  const after = async (seconds: number, each: () => void = () => undefined): Promise<void> => {
    for (let second = 0; second < seconds; second += 1) {
      state.now += 1_000;
      each();
      await round();
    }
  };
  return { state, reasons, after, round };
}

it('events that wait without progress end the process after 20 s, and not earlier', async () => {
  const { state, reasons, after } = watched();
  state.open = 5;
  await after(20);
  expect(reasons).toEqual([]);
  await after(1);
  expect(reasons).toEqual(['events wait and none was dealt with for 20 s']);
});

it.each<[string, (state: { mark: number; open: number; fetches: number }) => void]>([
  ['nothing waits', (state) => ((state.open = 0), (state.fetches += 1))],
  ['some are dealt with, or a fault is known', (state) => (state.mark += 1)],
])('while %s it goes on', async (_, each) => {
  const { state, reasons, after } = watched();
  state.open = 5;
  await after(60, () => each(state));
  expect(reasons).toEqual([]);
});

it('a client that fetches nothing for 20 s although a broker answers all the time ends the process; one whose broker has just come back does not', async () => {
  const { state, reasons, after } = watched();
  state.reachable = false;
  await after(50);
  expect(reasons).toEqual([]);
  state.reachable = true;
  await after(20);
  expect(reasons).toEqual([]);
  await after(20);
  expect(reasons).toEqual(['the consumer has fetched nothing for 20 s although the broker answers']);
});

it('a process that stood still itself for a minute is not ended for what it did not do meanwhile', async () => {
  const { state, reasons, after, round } = watched();
  state.open = 5;
  await after(3);
  state.now += 60_000;
  await round();
  expect(reasons).toEqual([]);
  await after(10);
  expect(reasons).toEqual([]);
});
