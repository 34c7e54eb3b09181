import type { ReceivedEvent } from '#libs/contracts/index';
import type { Statement, Tx } from '#libs/platform/database';
import { sessionTopics, type SessionFact } from '../domain/session-fact';
import { lockShops } from './lock-shops';

const columns = 'stream, shop_id, incarnation, seq, event_id, type, session_id, occurred_at, value';

/* The rows come as one JSON text, and a value is kept as the part of it that it is: never taken apart, never escaped once more. */
const append: Statement = {
  name: 'fact-append',
  text: `WITH locked AS MATERIALIZED (${lockShops.text})
    INSERT INTO fact (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::fact, $1::json)
    WHERE (SELECT count(*) FROM locked) > 0
    ON CONFLICT DO NOTHING`,
};

/* By key, session for session: a planner without figures would rather read the whole log. The topics are compared afterwards, out of reach of the key that begins with them. */
const ofSessions: Statement = {
  name: 'fact-of-sessions',
  text: `SELECT k.session_id, f.stream AS topic, f.type, f.value FROM unnest($1::uuid[]) AS k (session_id)
    JOIN LATERAL (SELECT stream, type, value FROM fact WHERE session_id = k.session_id OFFSET 0) AS f ON f.stream = ANY ($2::text[])`,
};

interface Named {
  readonly sessionId?: string;
  readonly occurredAt: string;
}

/** Appends consumed events to the log, holding the transaction's shops from here to its end: what is read afterwards is complete. */
export function appendFacts(tx: Tx, events: readonly ReceivedEvent[]): void {
  tx.send(append, [JSON.stringify(events.map(toRow))]);
}

function toRow({ topic, shopId, incarnation, sequence, id, type, value }: ReceivedEvent) {
  const { sessionId, occurredAt } = value as Named;
  return {
    stream: topic,
    shop_id: shopId,
    incarnation,
    seq: sequence,
    event_id: id,
    type,
    session_id: sessionId,
    occurred_at: occurredAt,
    value,
  };
}

/** All facts of the named sessions that the projection reads, by session. */
export async function factsOfSessions(tx: Tx, sessions: readonly string[]): Promise<Map<string, SessionFact[]>> {
  const rows = await tx.query<SessionFact & { session_id: string }>(ofSessions, [sessions, sessionTopics]);
  const bySession = new Map<string, SessionFact[]>(sessions.map((session) => [session, []]));
  for (const { session_id, ...fact } of rows) bySession.get(session_id)?.push(fact as SessionFact);
  return bySession;
}
