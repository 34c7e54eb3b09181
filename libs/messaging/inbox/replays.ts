import { eventProblems, type Topic } from '#libs/contracts/index';
import { audit } from '#libs/platform/audit/audit';
import { operatorCommand, type Operator } from '#libs/platform/audit/operator-act';
import type { Database, Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { parkedTable, type ParkedRow } from '../tables';
import { positionName, type InboxEvent } from './inbox-event';

const order = 'ORDER BY first_failed_at, shop_id, subject, stream, incarnation, seq';

const list: Statement = { name: 'parked-list', text: `SELECT ${selectList(parkedTable)} FROM parked WHERE replayed_at IS NULL ${order}` };

const ask: Statement = {
  name: 'parked-ask',
  text: `UPDATE parked SET replay_by = $3 WHERE shop_id = $1 AND subject = $2 AND replayed_at IS NULL RETURNING seq`,
};

const asked: Statement = {
  name: 'parked-asked',
  text: `SELECT ${selectList(parkedTable)} FROM parked WHERE consumer = $1 AND replayed_at IS NULL AND replay_by IS NOT NULL ${order} LIMIT 500`,
};

const positions = `unnest($2::text[], $3::uuid[], $4::int[], $5::bigint[]) AS k (stream, shop_id, incarnation, seq)`;

const lock: Statement = {
  name: 'parked-lock',
  text: `SELECT p.stream, p.shop_id, p.incarnation, p.seq FROM parked p JOIN ${positions} USING (stream, shop_id, incarnation, seq)
    WHERE p.consumer = $1 AND p.replayed_at IS NULL AND p.replay_by IS NOT NULL ORDER BY p.shop_id, p.stream, p.incarnation, p.seq FOR UPDATE OF p`,
};

const settle: Statement = {
  name: 'parked-settle',
  text: `UPDATE parked p SET replayed_at = now() FROM ${positions}
    WHERE p.consumer = $1 AND p.stream = k.stream AND p.shop_id = k.shop_id AND p.incarnation = k.incarnation AND p.seq = k.seq`,
};

/** Everything that is parked and not replayed, oldest first. */
export const listParked = (workerDb: Database): Promise<ParkedRow[]> => workerDb.transaction([], (tx) => tx.query<ParkedRow>(list));

/**
 * Asks the running service to apply a subject's parked events once more, in order, through its own handlers; the rows keep who asked and when it was done,
 * and the shop's audit a line. Answers how many there are. What fails again stays parked, with all that waits behind it, until it is asked for anew.
 */
export const askReplay = (db: Database, of: { readonly shopId: string; readonly subject: string }, by: Operator): Promise<number> =>
  db.transaction([of.shopId], async (tx) => {
    const { length: count } = await tx.query(ask, [of.shopId, of.subject, by.name]);
    const act = { at: by.at, on: { kind: 'PARKED_EVENTS', id: of.subject }, before: {}, after: { count } } as const;
    if (count > 0) audit(tx, operatorCommand('replayParked', of.shopId, by), act);
    return count;
  });

/** What has been asked for and is not yet done, as events. */
export async function loadAsked(workerDb: Database, consumer: string): Promise<InboxEvent[]> {
  return (await workerDb.transaction([], (tx) => tx.query<ParkedRow>(asked, [consumer]))).map(eventOf);
}

function eventOf(row: ParkedRow): InboxEvent {
  const { stream: topic, shopId, seq: sequence, eventId: id, value: text, type, subject, incarnation, traceparent, origin } = row;
  const value = parse(text);
  const problems = value === undefined ? ['the value is no JSON'] : eventProblems(topic, type, value);
  const problem = problems.length > 0 ? `SchemaError: ${problems.join('; ')}` : null;
  return { id, topic, type, shopId, subject, incarnation, sequence, traceparent, value, text, origin, problem, replay: true };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const columnsOf = (events: readonly InboxEvent[]): unknown[] => [
  events.map((event) => event.topic),
  events.map((event) => event.shopId),
  events.map((event) => event.incarnation),
  events.map((event) => event.sequence),
];

/** Locks those of the events that are still parked and asked for, whatever other processes do; answers their positions. */
export async function lockAsked(tx: Tx, consumer: string, events: readonly InboxEvent[]): Promise<ReadonlySet<string>> {
  if (events.length === 0) return new Set();
  const rows = await tx.query<{ stream: Topic; shop_id: string; incarnation: number; seq: number }>(lock, [consumer, ...columnsOf(events)]);
  const found = new Set(rows.map((row) => `${row.stream} ${row.shop_id} ${row.incarnation} ${row.seq}`));
  return new Set(events.map(positionName).filter((name) => found.has(name)));
}

/** Marks replayed events as applied, in the transaction of their effects. */
export function settleReplayed(tx: Tx, consumer: string, events: readonly InboxEvent[]): void {
  if (events.length > 0) tx.send(settle, [consumer, ...columnsOf(events)]);
}
