import { setTimeout as pause } from 'node:timers/promises';
import { createFlights } from './flights';
import type { FlightOptions } from './flight-options';

interface Command {
  readonly shop: string;
  readonly no: number;
}

const lockTimeout = (): Error => Object.assign(new Error('lock timeout'), { code: '55P03' });

/** Flights of a pretended database in which the rows of some shops are held, and some commands are bad. */
function airfield(over: Partial<FlightOptions<Command, string>> = {}) {
  const [held, bad] = [new Set<string>(), new Set<number>()];
  const done: Command[] = [];
  const flown: { shops: string[]; lockMs: number }[] = [];
  const flights = createFlights<Command, string>({
    limit: 500,
    shopOf: ({ shop }) => shop,
    fly: async (batch, { lockMs }) => {
      flown.push({ shops: [...new Set(batch.map(({ shop }) => shop))], lockMs });
      await pause(1);
      if (batch.some(({ shop }) => held.has(shop))) throw (await pause(5), lockTimeout());
      if (batch.some(({ no }) => bad.has(no))) throw new Error('bad command');
      done.push(...batch);
      return batch.map(({ shop, no }) => `${shop} ${no}`);
    },
    ...over,
  });
  let last = 0;
  const submit = (shop: string): Promise<string> => flights.submit({ shop, no: (last += 1) });
  const numbersOf = (shop: string): number[] => done.filter((command) => command.shop === shop).map(({ no }) => no);
  return { held, bad, done, flown, flights, submit, numbersOf };
}

const shops = Array.from({ length: 40 }, (_, index) => `shop-${index}`);

it('one shop that is held up leaves: the others are all answered while it still is, and it alone is refused, retryably', async () => {
  const field = airfield({ patienceMs: () => 300 });
  field.held.add('shop-7');
  const answers = shops.map((shop) => field.submit(shop));
  const refused = expect(answers[7]).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true, cause: { code: '55P03' } });
  await Promise.all(answers.filter((_, index) => index !== 7));
  await refused;

  const flightsBefore = field.flown.length;
  const later = field.submit('shop-7').catch(() => 'refused');
  await Promise.all(shops.filter((shop) => shop !== 'shop-7').map(field.submit));
  const together = field.flown.slice(flightsBefore).filter(({ shops: flew }) => flew.length > 1);
  expect(together.every(({ shops: flew }) => !flew.includes('shop-7'))).toBe(true);
  expect(await later).toBe('refused');
});

it('a shop rejoins when it is free again, with all its commands in order', async () => {
  const field = airfield({ patienceMs: () => Infinity });
  field.held.add('shop-1');
  const waiting = [field.submit('shop-0'), field.submit('shop-1'), field.submit('shop-1')];
  await waiting[0];
  waiting.push(field.submit('shop-1'));
  field.held.clear();
  await Promise.all(waiting);
  expect(field.numbersOf('shop-1')).toEqual([2, 3, 4]);
  const before = field.flown.length;
  await Promise.all([field.submit('shop-0'), field.submit('shop-1')]);
  expect(field.flown.slice(before).map(({ shops: flew }) => flew)).toEqual([['shop-0', 'shop-1']]);
});

it('what has no patience is tried once each time it comes, and so finds its shop free again', async () => {
  const field = airfield({ patienceMs: () => 0 });
  field.held.add('a');
  await expect(field.submit('a')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  await expect(field.submit('a')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  field.held.clear();
  await expect(field.submit('a')).resolves.toBe('a 3');
});

it('a flight waits shortly for a lock in company, and longer alone', async () => {
  const field = airfield({ patienceMs: () => 1_000 });
  field.held.add('shop-1');
  const refused = field.submit('shop-1').catch(() => undefined);
  await field.submit('shop-0');
  await refused;
  const waits = field.flown.filter(({ shops: flew }) => flew.includes('shop-1')).map(({ lockMs }) => lockMs);
  expect(waits[0]).toBe(75);
  expect(Math.max(...waits)).toBeGreaterThan(75);
});

it('a bad command of one shop fails alone, and other shops do not fly singly for it', async () => {
  const field = airfield();
  field.bad.add(3);
  const answers = await Promise.allSettled(['a', 'a', 'a', 'a', 'b', 'c'].map(field.submit));
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  expect(field.numbersOf('a')).toEqual([1, 2, 4]);
});

it('what fails by itself may be replaced, and its successors stay behind it', async () => {
  const field = airfield({ patienceMs: () => Infinity, instead: ({ shop, no }) => ({ shop, no: -no }) });
  field.bad.add(2);
  await Promise.all(['a', 'a', 'a'].map(field.submit));
  expect(field.numbersOf('a')).toEqual([1, -2, 3]);
});

it('what must be done is tried again whatever passes by itself; nobody is refused and nothing changes places', async () => {
  let down = true;
  const field = airfield({
    patienceMs: () => Infinity,
    faultOf: (error) => ((error as Error).message === 'down' ? 'unavailable' : undefined),
    fly: (batch) => {
      if (down) return ((down = false), Promise.reject(new Error('down')));
      field.done.push(...batch);
      return Promise.resolve(batch.map(() => 'done'));
    },
  });
  await Promise.all(['a', 'b', 'a'].map(field.submit));
  expect([field.done.map(({ no }) => no), field.flights.faultAt() > 0]).toEqual([[1, 2, 3], true]);
});

it('who still waits when all is stopped is rejected', async () => {
  const field = airfield({ patienceMs: () => Infinity });
  field.held.add('a');
  const waiting = field.submit('a');
  field.flights.stop();
  await expect(waiting).rejects.toThrow('stopped');
  await field.flights.idle();
});
