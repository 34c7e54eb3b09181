import type { InboxEvent } from '#libs/messaging/index';
import type { Statement, Tx } from '#libs/platform/database/database';
import { jsonArray, jsonTexts } from '#libs/platform/database/json-texts';
import { sessionTopics, type SessionFact } from '../domain/session-fact';
import { lockShops } from './lock-shops';

const append: Statement = {
  name: 'fact-append',
  text: `WITH locked AS MATERIALIZED (${lockShops.text})
    INSERT INTO fact (stream, shop_id, incarnation, seq, event_id, type, session_id, occurred_at, value)
    SELECT stream, shop_id, incarnation, seq, event_id, type, session_id, occurred_at, value::json
    FROM unnest($1::text[], $2::uuid[], $3::int[], $4::bigint[], $5::uuid[], $6::text[], $7::uuid[], $8::timestamptz[], ${jsonArray('$9')})
      AS f (stream, shop_id, incarnation, seq, event_id, type, session_id, occurred_at, value)
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

/** Appends consumed events to the log as they were published, holding the transaction's shops from here to its end: what is read afterwards is complete. */
export function appendFacts(tx: Tx, events: readonly InboxEvent[]): void {
  const column = <V>(of: (event: InboxEvent) => V): V[] => events.map(of);
  tx.send(append, [
    column((event) => event.topic),
    column((event) => event.shopId),
    column((event) => event.incarnation),
    column((event) => event.sequence),
    column((event) => event.id),
    column((event) => event.type),
    column((event) => (event.value as Named).sessionId ?? null),
    column((event) => (event.value as Named).occurredAt),
    jsonTexts(column((event) => event.text)),
  ]);
}

/** All facts of the named sessions that the projection reads, by session. */
export async function factsOfSessions(tx: Tx, sessions: readonly string[]): Promise<Map<string, SessionFact[]>> {
  const rows = await tx.query<SessionFact & { session_id: string }>(ofSessions, [sessions, sessionTopics]);
  const bySession = new Map<string, SessionFact[]>(sessions.map((session) => [session, []]));
  for (const { session_id, ...fact } of rows) bySession.get(session_id)?.push(fact as SessionFact);
  return bySession;
}
