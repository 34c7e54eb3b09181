import { type AppError } from '#libs/platform/errors';
import { createFlights } from './flights';

/** A fly function under the test's control: it records batches, and lands none before `open` is called. */
function airfield(fail?: (batch: readonly number[]) => Error | undefined) {
  const batches: number[][] = [];
  let open: () => void = () => undefined;
  const clearance = new Promise<void>((resolve) => {
    open = resolve;
  });
  const fly = async (batch: readonly number[]): Promise<number[]> => {
    batches.push([...batch]);
    await clearance;
    const error = fail?.(batch);
    if (error) throw error;
    return batch.map((command) => command * 10);
  };
  return { batches, fly, open: () => open() };
}

it('a lone caller flies at once', async () => {
  const field = airfield();
  const flights = createFlights({ limit: 10, fly: field.fly });
  const result = flights.submit(1);
  field.open();
  await expect(result).resolves.toBe(10);
  expect(field.batches).toEqual([[1]]);
});

it('those who wait while a flight is up fly together, up to the limit, in order', async () => {
  const field = airfield();
  const flights = createFlights({ limit: 3, fly: field.fly });
  const first = flights.submit(1);
  await new Promise(setImmediate);
  const rest = [2, 3, 4, 5].map((command) => flights.submit(command));
  field.open();
  expect(await Promise.all([first, ...rest])).toEqual([10, 20, 30, 40, 50]);
  expect(field.batches).toEqual([[1], [2, 3, 4], [5]]);
  await flights.idle();
});

it('after an error fewer fly at once, until the bad command is alone and only it fails', async () => {
  const field = airfield((batch) => (batch.includes(2) ? new Error('bad command') : undefined));
  const flights = createFlights({ limit: 10, fly: field.fly });
  const results = Promise.allSettled([1, 2, 3].map((command) => flights.submit(command)));
  field.open();
  expect((await results).map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(field.batches).toEqual([[1, 2, 3], [1, 2], [1], [2, 3], [2], [3]]);
});

it('a connection fault is answered to all as SERVICE_UNAVAILABLE, without further flights', async () => {
  const field = airfield(() => Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
  const flights = createFlights({ limit: 10, fly: field.fly });
  const results = Promise.allSettled([1, 2].map((command) => flights.submit(command)));
  field.open();
  for (const result of await results)
    expect((result as PromiseRejectedResult).reason).toMatchObject({ code: 'SERVICE_UNAVAILABLE' } satisfies Partial<AppError>);
  expect(field.batches).toHaveLength(1);
});

it('a flight that answers too few results is a bug of its own and fails', async () => {
  const flights = createFlights<number, number>({ limit: 10, fly: () => Promise.resolve([]) });
  await expect(flights.submit(1)).rejects.toThrow('answered 0 results');
});

it('contention flies again', async () => {
  let tried = 0;
  const flights = createFlights<number, number>({
    limit: 10,
    fly: (batch) => {
      tried += 1;
      return tried < 3 ? Promise.reject(Object.assign(new Error('deadlock'), { code: '40P01' })) : Promise.resolve([...batch]);
    },
  });
  await expect(flights.submit(7)).resolves.toBe(7);
  expect(tried).toBe(3);
});

it('the next flight takes off without a pause', async () => {
  const offAt: number[] = [];
  const fly = async (batch: readonly number[]): Promise<readonly number[]> => {
    offAt.push(batch.length);
    // Long enough for the pause that must not come.
    await new Promise((landed) => setTimeout(landed, 30));
    return batch;
  };
  const flights = createFlights<number, number>({ limit: 10, fly });
  await Promise.all([flights.submit(1), flights.submit(2)]);
  const next = flights.submit(3);
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  expect(offAt).toEqual([2, 1]);
  await next;
});
