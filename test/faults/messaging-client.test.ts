import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { Step } from '#libs/messaging/index';
import { newId } from '#libs/platform/process/ids';
import { repoRoot } from '#libs/platform/process/repo-root';
import { findPlaces, openOwner, openReader, seenOf, soon, type Owner, type Places, type Reader } from '#test/integration/messaging-house';
import { diedAtStep, endSession, type Orders } from './messaging-process';

let places: Places;
let owner: Owner;
let reader: Reader;

beforeAll(async () => {
  places = await findPlaces();
  owner = openOwner(places);
  reader = openReader(places);
  await owner.relay.start();
  await reader.consumer.start();
});

afterAll(async () => {
  await Promise.all([owner.close(), reader.close()]);
});

const runToItsDeath = (orders: Orders): Promise<number | null> =>
  new Promise((resolve) => {
    const script = join(repoRoot(), 'dist/test/faults/messaging-process.js');
    execFile(process.execPath, [script, JSON.stringify(orders)], { timeout: 30_000 }).once('exit', resolve);
  });

it.each<[Step]>([['before-commit'], ['after-commit'], ['after-publish']])(
  'a client whose process died %s does not know the outcome: it sends again under the same commandId, and it is done once',
  async (step) => {
    const [shopId, session] = [newId(), newId()];
    expect(await runToItsDeath({ places, step, shopId, session })).toBe(diedAtStep);
    for (let sent = 0; sent < 2; sent += 1) expect(await endSession(owner, shopId, session)).toBe(`ended ${session}`);
    await endSession(owner, shopId, `${session}-later`);
    const subjects = async () => (await seenOf(reader, shopId)).map(({ seq, subject }) => [seq, subject]);
    await soon(async () =>
      expect(await subjects()).toEqual([
        [1, session],
        [2, `${session}-later`],
      ]),
    );
  },
);
