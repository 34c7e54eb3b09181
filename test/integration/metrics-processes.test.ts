import type { InboxEvent } from '#libs/messaging/index';
import { createDatabase, type Database, type Tx } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createLog } from '#libs/platform/process/log';
import { recordFacts } from '#services/metrics/figures/app/record-facts';
import { createDatabases } from '#test/kit/databases';
import { receivedEvent } from '#test/kit/received-event';
import { eventually } from '#test/kit/eventually';

const log = createLog({ service: 'test', level: 'silent' });
const at = '2026-03-02T02:00:00.000Z';

let db: Database;

beforeAll(async () => {
  const { metrics } = await createDatabases(['metrics']);
  db = createDatabase({ url: metrics.app, max: 6, log, name: 'metrics-processes' });
});

afterAll(() => db.close());

function event(topic: InboxEvent['topic'], type: string, shopId: string, value: object): InboxEvent {
  const common = { shopId, actor: { kind: 'SYSTEM', id: null }, causeId: null, policyVersion: 1, occurredAt: at };
  return receivedEvent({ topic, type, shopId, subject: shopId, sequence: 1, value: { ...common, ...value } });
}

/** The opening and the reply of one session; they travel on different topics, so two processes may read them at the same moment. */
function story(shopId: string): { sessionId: string; opening: InboxEvent; reply: InboxEvent } {
  const sessionId = newId();
  const started = { sessionId, buyerId: newId(), initiator: 'BUYER', openedAt: at, timeZone: 'Asia/Shanghai' };
  const replied = { sessionId, ordinal: 2, sender: 'AGENT', agentId: newId(), messageType: 'TEXT', recordedAt: at };
  return {
    sessionId,
    opening: event('session-started', 'started', shopId, { ...started, openingMessage: { id: newId(), type: 'TEXT', ordinal: 1 } }),
    reply: event('message-recorded', 'recorded', shopId, replied),
  };
}

/** A transaction that has done its work and commits only when told to. */
function heldOpen(shops: readonly string[], work: (tx: Tx) => Promise<void>): { worked: Promise<void>; commit: () => Promise<void> } {
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  let worked = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    worked = resolve;
  });
  const committed = db.transaction(shops, async (tx) => {
    await work(tx);
    worked();
    await gate;
  });
  return {
    worked: Promise.race([done, committed]),
    commit: () => {
      open();
      return committed;
    },
  };
}

const waiting = {
  name: 'test-waiting',
  text: `SELECT 1 FROM pg_locks WHERE NOT granted AND locktype IN ('advisory', 'tuple', 'transactionid')`,
};
const replied = { name: 'test-replied', text: 'SELECT replied_at FROM session_figure WHERE session_id = $1' };

const somebodyWaits = async (): Promise<boolean> => (await db.transaction([], (tx) => tx.query(waiting))).length > 0;

it('INV-5 two processes that read the facts of one session at the same moment lose none', async () => {
  const shopId = newId();
  const { sessionId, opening, reply } = story(shopId);
  const first = heldOpen([shopId], (tx) => recordFacts(tx, [opening], new Date(at)));
  await first.worked;
  const second = db.transaction([shopId], (tx) => recordFacts(tx, [reply], new Date(at)));
  await Promise.race([second, eventually(async () => expect(await somebodyWaits()).toBe(true))]);
  await Promise.all([first.commit(), second]);
  expect(await db.transaction([shopId], (tx) => tx.query(replied, [sessionId]))).toEqual([{ replied_at: new Date(at) }]);
});

it('INV-5 two processes with the same shops in another order do not block each other for good', async () => {
  const shops = [newId(), newId()].sort();
  const [a, b] = shops.map(story);
  const flight = (events: readonly InboxEvent[]): Promise<void> =>
    db.transaction(shops, async (tx) => {
      for (const each of events) await recordFacts(tx, [each], new Date(at));
    });
  await Promise.all([flight([a!.opening, b!.opening]), flight([b!.reply, a!.reply])]);
  for (const { sessionId } of [a!, b!]) {
    expect(await db.transaction(shops, (tx) => tx.query(replied, [sessionId]))).toEqual([{ replied_at: new Date(at) }]);
  }
});
