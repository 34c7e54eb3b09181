import { Client } from 'pg';
import type { InboxEvent } from '#libs/messaging/index';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createLog } from '#libs/platform/process/log';
import { recordFacts } from '#services/metrics/figures/app/record-facts';
import { createDatabases } from '#test/kit/databases';
import { receivedEvent } from '#test/kit/received-event';
import { tellStory, type PlannedSession } from './metrics-recount';

let db: Database;
let shopId: string;
let ownerUrl: string;

beforeAll(async () => {
  const { metrics } = await createDatabases(['metrics']);
  ownerUrl = metrics.owner;
  db = createDatabase({ url: metrics.app, max: 2, log: createLog({ service: 'test', level: 'silent' }), name: 'metrics-erasure-test' });
});
afterAll(() => db.close());

const now = new Date('2026-03-08T02:00:00Z');
const rows = <T extends object>(text: string): Promise<T[]> =>
  db.transaction([shopId], (tx) => tx.query<T & Record<string, unknown>>({ name: `test-${text.slice(0, 40)}`, text }, [shopId]));
const hear = (...events: readonly InboxEvent[]): Promise<void> => db.transaction([shopId], (tx) => recordFacts(tx, events, now));

beforeEach(async () => {
  shopId = newId();
  await rows(`INSERT INTO shop_copy VALUES ($1, 1, 'Asia/Shanghai', false)`);
});

const entered = (day: number): PlannedSession => ({
  ...{ day, minute: 600, buyer: 1, channel: 'WEB', status: 'UNPAID', entry: 'home', agent: null, replyMinutes: null, wait: null },
});

const named = (event: InboxEvent | undefined) => event?.value as { readonly sessionId: string; readonly buyerId: string };

function erasure(buyerIds: readonly string[], sessionIds: readonly string[]): InboxEvent {
  const common = { shopId, actor: { kind: 'SYSTEM', id: null }, causeId: null, policyVersion: 1, occurredAt: '2026-03-04T00:00:00Z' };
  const value = { ...common, buyerId: buyerIds[0], buyerIds, sessionIds };
  return receivedEvent({ topic: 'session-closed', type: 'erased', shopId, subject: shopId, sequence: 99, value });
}

const entries = () =>
  rows<{ entry: string | null; kept: string | null }>(
    `SELECT f.entry_point AS entry, (SELECT k.value ->> 'entryPoint' FROM fact k WHERE k.session_id = f.session_id AND k.stream = 'session-started') AS kept
      FROM session_figure f WHERE f.shop_id = $1 ORDER BY f.opened_at`,
  );
const sums = () =>
  rows<{ member: string; n: number }>(
    `SELECT member, sum(sessions)::int AS n FROM figure_sum WHERE shop_id = $1 AND dimension = 'ENTRY_POINT' AND grain = 'DAY' GROUP BY 1 ORDER BY 1`,
  );

/** As retention does it when the log is old. */
async function forgetLog(): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner
    .query('ALTER TABLE fact NO FORCE ROW LEVEL SECURITY; DELETE FROM fact; ALTER TABLE fact FORCE ROW LEVEL SECURITY')
    .finally(() => owner.end());
}

it('what is told late of an erased buyer loses its words; of the same buyer who came back afterwards it stays', async () => {
  const events = tellStory(shopId, [entered(0), entered(3)], {});
  const starts = events.filter(({ topic }) => topic === 'session-started');
  const { buyerId } = named(starts[0]);
  await hear(...events.filter(({ topic }) => topic !== 'session-started'));
  await hear(erasure([buyerId], []));
  await hear(...starts);
  await hear(...starts);
  expect(await entries()).toEqual([
    { entry: 'UNKNOWN', kept: null },
    { entry: 'home', kept: 'home' },
  ]);
  expect(await sums()).toEqual([
    { member: 'UNKNOWN', n: 1 },
    { member: 'home', n: 1 },
  ]);
});

it('a session that was erased before its start was heard has no entry point', async () => {
  const [start] = tellStory(shopId, [entered(0)], {}).filter(({ topic }) => topic === 'session-started');
  await hear(erasure([newId()], [named(start).sessionId]));
  await hear(start!);
  expect(await entries()).toEqual([{ entry: 'UNKNOWN', kept: null }]);
});

it('a figure whose facts are no longer in the log loses its entry point too, and counts on', async () => {
  const events = tellStory(shopId, [entered(0)], {});
  await hear(...events);
  expect(await sums()).toEqual([{ member: 'home', n: 1 }]);
  await forgetLog();
  const [start] = events.filter(({ topic }) => topic === 'session-started');
  await hear(erasure([], [named(start).sessionId]));
  expect(await sums()).toEqual([{ member: 'UNKNOWN', n: 1 }]);
});
