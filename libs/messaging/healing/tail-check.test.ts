import pino from 'pino';
import type { WireMessage } from '../kafka/envelope';
import type { Ask } from './control-messages';
import { createTailCheck, type StreamPosition } from './tail-check';

const shopId = '01900000-0000-7000-8000-000000000001';

/** A reader's check, with its inbox and the clock in the test's hands. */
function reader() {
  const asks: Ask[] = [];
  const state = { now: 0, positions: [] as StreamPosition[], busy: false };
  jest.spyOn(performance, 'now').mockImplementation(() => state.now);
  const tail = createTailCheck({
    consumer: 'routing',
    consumes: new Set(['session-started'] as const),
    bus: {
      produce: (batches: ReadonlyMap<string, readonly WireMessage[]>) => {
        for (const messages of batches.values()) asks.push(...messages.map(({ value }) => JSON.parse(value) as Ask));
        return Promise.resolve();
      },
    },
    positionsOf: () => Promise.resolve(state.positions),
    isBusy: () => state.busy,
    log: pino({ level: 'silent' }),
  });
  const applied = (seq: number, incarnation = 1): void => {
    state.positions = [{ stream: 'session-started', shopId, incarnation, seq }];
  };
  const told = (seq: number, incarnation = 1, stream = 'session-started' as const): void =>
    tail.told({ shopId, heads: [{ stream, incarnation, seq }] });
  const after = async (ms: number): Promise<number> => {
    state.now += ms;
    await tail.round();
    return asks.length;
  };
  return { state, asks, tail, applied, told, after };
}

afterEach(() => jest.restoreAllMocks());

it('what was applied meanwhile is not asked for', async () => {
  const { told, applied, after } = reader();
  told(5);
  expect(await after(1_000)).toBe(0);
  applied(5);
  expect(await after(60_000)).toBe(0);
  applied(0);
  expect(await after(60_000)).toBe(0);
});

it('what is still missing a while later is asked for, from the first number missing on, and again after longer and longer pauses', async () => {
  const { asks, told, applied, after } = reader();
  applied(3);
  told(5);
  expect(await after(2_000)).toBe(1);
  expect(asks[0]).toEqual({ consumer: 'routing', shopId, stream: 'session-started', incarnation: 1, from: 4 });
  expect(await after(3_000)).toBe(1);
  expect(await after(1_000)).toBe(2);
  expect(await after(7_000)).toBe(2);
  expect(await after(1_000)).toBe(3);
});

it('what is only on its way is waited for', async () => {
  const { state, told, after } = reader();
  state.busy = true;
  told(5);
  expect(await after(60_000)).toBe(0);
  state.busy = false;
  expect(await after(1_000)).toBe(1);
});

it('a gap is certain: it is asked for at once, however busy the shop is', async () => {
  const { state, tail, after } = reader();
  state.busy = true;
  tail.missing({ stream: 'session-started', shopId, incarnation: 1, seq: 4 });
  expect(await after(0)).toBe(1);
});

it('a later incarnation is asked for from its beginning', async () => {
  const { asks, told, applied, after } = reader();
  applied(40);
  told(2, 2);
  await after(2_000);
  expect(asks[0]).toMatchObject({ incarnation: 2, from: 1 });
});
