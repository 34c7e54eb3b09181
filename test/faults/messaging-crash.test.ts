import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { repoRoot } from '#libs/platform/process/repo-root';
import { newId } from '#libs/platform/process/ids';
import { ended, findPlaces, openOwner, openReader, seenOf, soon, upTo, type Places } from '../integration/messaging-house';
import { eventsPerShop, type Doom } from './messaging-child';

jest.setTimeout(120_000);

/** Others for each test: the broker remembers the events of the tests before, their databases do not. */
let shops: readonly string[];
let places: Places;
const open: { close(): Promise<void> }[] = [];

beforeEach(async () => {
  shops = [newId(), newId()];
  places = await findPlaces();
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

/** Runs a process of its own until it has killed itself at the step. */
async function runUntilDead(doom: Pick<Doom, 'role' | 'step'>): Promise<void> {
  const script = join(repoRoot(), 'dist/test/faults/messaging-child.js');
  const child = spawn(process.execPath, [script, JSON.stringify({ ...doom, places, shops })], { stdio: ['ignore', 'ignore', 'inherit'] });
  const deadline = setTimeout(() => child.kill('SIGTERM'), 40_000);
  const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  clearTimeout(deadline);
  expect(signal).toBe('SIGKILL');
}

async function startOwner() {
  const owner = openOwner(places);
  open.push(owner);
  await owner.relay.start();
  return owner;
}

async function startReader() {
  const reader = openReader(places);
  open.push(reader);
  await reader.consumer.start();
  return reader;
}

/** Each shop's events are written down, once each and in order: numbers 1 to n. */
async function expectAll(reader: Awaited<ReturnType<typeof startReader>>, n = eventsPerShop): Promise<void> {
  for (const shop of shops) await soon(async () => expect((await seenOf(reader, shop)).map(({ seq }) => seq)).toEqual(upTo(n)));
  expect(reader.fatal).toEqual([]);
}

const rowsIn = async (owner: Awaited<ReturnType<typeof startOwner>>, table: 'outbox' | 'outbox_cursor'): Promise<number> =>
  (await owner.workerDb.transaction([], (tx) => tx.query({ name: `rows-${table}`, text: `SELECT * FROM ${table}` }))).length;

/** An owner that has not started its relay: it only looks. */
const bystander = () => {
  const owner = openOwner(places);
  open.push(owner);
  return owner;
};

it('an owner dies before its commit: nothing happened, and no number is used up', async () => {
  await runUntilDead({ role: 'owner', step: 'before-commit' });
  const [owner, reader] = [await startOwner(), await startReader()];
  expect(await rowsIn(owner, 'outbox')).toBe(0);
  await owner.publish(shops.map((shop) => ended(shop)));
  await expectAll(reader, 1);
});

it('an owner dies after its commit and before it publishes: its successor publishes', async () => {
  await runUntilDead({ role: 'owner', step: 'after-commit' });
  const reader = await startReader();
  const looking = bystander();
  expect([await rowsIn(looking, 'outbox'), await rowsIn(looking, 'outbox_cursor')]).toEqual([2 * eventsPerShop, 0]);
  expect(await seenOf(reader, ...shops)).toEqual([]);
  await startOwner();
  await expectAll(reader);
});

it('an owner dies after it published and before its cursor moves: its successor publishes twice, readers apply once', async () => {
  await runUntilDead({ role: 'owner', step: 'after-publish' });
  expect(await rowsIn(bystander(), 'outbox_cursor')).toBe(0);
  const reader = await startReader();
  await expectAll(reader);
  await startOwner();
  await soon(() => expect(reader.consumer.stats().done).toBeGreaterThanOrEqual(4 * eventsPerShop));
  await expectAll(reader);
});

it('a reader dies before its commit: nothing happened, the events come again', async () => {
  await publishAll();
  await runUntilDead({ role: 'reader', step: 'before-commit' });
  const reader = openReader(places);
  open.push(reader);
  expect(await seenOf(reader, ...shops)).toEqual([]);
  await reader.consumer.start();
  await expectAll(reader);
});

it('a reader dies after its commit and before Kafka knows: the events come again and change nothing', async () => {
  await publishAll();
  await runUntilDead({ role: 'reader', step: 'after-inbox-commit' });
  const reader = openReader(places);
  open.push(reader);
  const before = await seenOf(reader, ...shops);
  expect(before.length).toBeGreaterThan(0);
  await reader.consumer.start();
  await soon(() => expect(reader.consumer.stats().done).toBeGreaterThanOrEqual(2 * eventsPerShop));
  await expectAll(reader);
  expect((await seenOf(reader, ...shops)).slice(0, before.length)).toEqual(before);
});

async function publishAll(): Promise<void> {
  const owner = await startOwner();
  await owner.publish(shops.flatMap((shop) => upTo(eventsPerShop).map(() => ended(shop))));
}
