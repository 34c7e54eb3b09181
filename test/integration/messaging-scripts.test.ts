import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { readAudit } from '#libs/platform/audit/read-audit';
import type { Database } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { repoRoot } from '#libs/platform/process/repo-root';
import {
  ended,
  findPlaces,
  openOwner,
  openReader,
  seenOf,
  soon,
  stumbleOver,
  upTo,
  type Owner,
  type Places,
  type Reader,
} from './messaging-house';

const bad = new Set<string>();
let places: Places;
let owner: Owner;
let reader: Reader;

beforeAll(async () => {
  places = await findPlaces();
  owner = openOwner(places);
  reader = openReader(places, { effect: stumbleOver(bad) });
  await Promise.all([owner.relay.start(), reader.relay.start()]);
  await reader.consumer.start();
});

afterAll(async () => {
  await Promise.all([owner.close(), reader.close()]);
});

/** Runs a compiled script as an operator would, with the databases of this test in the environment. */
const run = (script: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const { session, metrics } = places;
    const env = {
      ...process.env,
      DATABASE_URL_SESSION: session.app,
      DATABASE_URL_SESSION_WORKER: session.worker,
      DATABASE_URL_METRICS: metrics.app,
      DATABASE_URL_METRICS_WORKER: metrics.worker,
    };
    const child = execFile(process.execPath, [join(repoRoot(), `dist/infra/scripts/${script}.js`), ...args], { env }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

const everything = { who: null, what: null, on: null, from: null, to: null, before: null, most: 100 };

/** What the shop's audit tells of operators. */
const linesOf = async (db: Database, shop: string) =>
  (await readAudit(db, shop, everything)).map(({ operation, actorKind, actorId, onKind, onId, before, after, userAgent }) => ({
    ...{ operation, actorKind, actorId, onKind, onId, before, after, userAgent },
  }));
const byScript = (script: string, who: string) => ({
  actorKind: 'OPERATOR',
  actorId: who,
  userAgent: expect.stringMatching(`^npm run ${script} on .`) as string,
});

it('republish sends a shop’s stream again from a number on, and says plainly what it cannot do', async () => {
  const shop = newId();
  await owner.publish(upTo(10).map(() => ended(shop)));
  await soon(async () => expect((await seenOf(reader, shop)).length).toBe(10));
  const before = reader.consumer.stats().done;
  const named = ['--service', 'session', '--stream', 'session-ended', '--shop', shop];
  await soon(async () => expect(await run('republish', ...named, '--from', '4', '--by', 'lee')).toMatchObject({ code: 0, err: '' }));
  await soon(() => expect(reader.consumer.stats().done).toBeGreaterThanOrEqual(before + 7));
  expect((await seenOf(reader, shop)).map(({ seq }) => seq)).toEqual(upTo(10));
  expect(await linesOf(owner.db, shop)).toEqual([
    {
      ...byScript('republish', 'lee'),
      operation: 'republish',
      onKind: 'STREAM',
      onId: 'session-ended',
      before: { from: null },
      after: { from: 4 },
    },
  ]);

  const refusals = [
    [named.with(1, 'sesion'), /^Name a service: --service shop\|/],
    [named.with(3, 'session-end'), /^--stream must be a topic: /],
    [named.with(5, 'shop 7'), /^--shop must be a shop's id/],
    [[...named, '--from', '0'], /^--from must be a number/],
    [named.with(5, newId()), /has published nothing of session-ended/],
    [[...named, '--form', '1'], /Unknown option '--form'/],
  ] as const;
  for (const [args, message] of refusals)
    expect(await run('republish', ...args)).toMatchObject({ code: 1, out: '', err: expect.stringMatching(message) as string });
});

it('parked lists what waits and why, and replays a subject on request', async () => {
  const [shop, poison] = [newId(), newId()];
  expect(await run('parked', 'list', '--service', 'session')).toMatchObject({ code: 0, out: 'Nothing is parked.\n' });
  bad.add(poison);
  await owner.publish([ended(shop, poison), ended(shop), ended(shop, poison)]);
  // Others use the same topics, and their poison is parked here too.
  const ours = async (): Promise<string[]> =>
    (await run('parked', 'list', '--service', 'metrics')).out.split('\n').filter((line) => line.includes(shop));
  await soon(async () => expect(await ours()).toHaveLength(2));
  expect(JSON.parse((await ours())[0]!)).toMatchObject({
    shop,
    subject: poison,
    type: 'session-ended.ended',
    sequence: 1,
    cause: 'Error: not with this one',
  });

  bad.clear();
  const replay = ['replay', '--service', 'metrics', '--shop', shop, '--subject', poison, '--by', 'an operator'];
  expect(await run('parked', ...replay)).toMatchObject({ code: 0, out: expect.stringMatching(/^2 event\(s\)/) as string });
  await soon(async () => expect((await seenOf(reader, shop)).map(({ seq }) => seq).sort()).toEqual(upTo(3)));
  await soon(async () => expect(await run('parked', ...replay)).toMatchObject({ code: 1, err: 'Nothing of that subject is parked.\n' }));
  expect(await linesOf(reader.db, shop)).toEqual([
    {
      ...byScript('parked', 'an operator'),
      operation: 'replayParked',
      onKind: 'PARKED_EVENTS',
      onId: poison,
      before: { count: null },
      after: { count: 2 },
    },
  ]);
  expect(await run('parked', 'burn', '--service', 'metrics')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^npm run parked/) as string,
  });
});
