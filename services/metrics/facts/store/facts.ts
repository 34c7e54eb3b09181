import type { InboxEvent } from '#libs/messaging/index';
import type { Statement, Tx } from '#libs/platform/database/database';
import { recordset } from '#libs/platform/database/write-rows';
import { columnName } from '#libs/platform/database/table';
import { isId } from '#libs/platform/process/ids';
import { sessionTopics, toldTopics, type SessionFact, type ToldFact } from '../domain/session-fact';
import { factTable } from './fact-table';
import { lockShops } from './lock-shops';

/* A type of a newer owner may lack the common fields; the log keeps it, dated by its arrival. */
const values = factTable.fields.map((field) => (field === 'occurredAt' ? `coalesce(k."occurredAt", now())` : `k."${field}"`));

const append: Statement = {
  name: 'fact-append',
  text: `WITH locked AS MATERIALIZED (${lockShops.text})
    INSERT INTO fact (${factTable.fields.map(columnName).join(', ')}) SELECT ${values.join(', ')} FROM ${recordset(factTable)}
    WHERE (SELECT count(*) FROM locked) > 0
    ON CONFLICT DO NOTHING`,
};

/* By key, session for session: a planner without figures would rather read the whole log. The topics are compared afterwards, out of reach of the key that begins with them. */
const ofSessions: Statement = {
  name: 'fact-of-sessions',
  text: `SELECT k.session_id AS "sessionId", f.shop_id AS "shopId", f.stream AS topic, f.type, f.value FROM unnest($1::uuid[]) AS k (session_id)
    JOIN LATERAL (SELECT shop_id, stream, type, value FROM fact WHERE session_id = k.session_id OFFSET 0) AS f ON f.stream = ANY ($2::text[])`,
};

/** The session that an event tells of, whatever its type; null when it tells of none. */
export function sessionOf({ value }: Pick<InboxEvent, 'value'>): string | null {
  const { sessionId } = value as { readonly sessionId?: unknown };
  return typeof sessionId === 'string' && isId(sessionId) ? sessionId : null;
}

const instantOf = ({ value }: InboxEvent): string | null => {
  const { occurredAt } = value as { readonly occurredAt?: unknown };
  return typeof occurredAt === 'string' && !Number.isNaN(Date.parse(occurredAt)) ? occurredAt : null;
};

/** A row as JSON, its value as it was published: neither read nor written again. */
function rowText(event: InboxEvent): string {
  const { topic: stream, shopId, incarnation, sequence: seq, id: eventId, type } = event;
  const rest = { stream, shopId, incarnation, seq, eventId, type, sessionId: sessionOf(event), occurredAt: instantOf(event) };
  return `${JSON.stringify(rest).slice(0, -1)},"value":${event.text}}`;
}

/** Appends consumed events to the log as they were published, holding the transaction's shops from here to its end: what is read afterwards is complete. */
export const appendFacts = (tx: Tx, events: readonly InboxEvent[]): void => tx.send(append, [`[${events.map(rowText).join(',')}]`]);

/** The facts of one session. */
export interface ToldOfSession<F extends ToldFact = SessionFact> {
  /** Empty while there are none. */
  readonly shopId: string;
  readonly facts: readonly F[];
}

/** All facts of the named sessions that the projection reads, by session. */
export const factsOfSessions = (tx: Tx, sessions: readonly string[]): Promise<Map<string, ToldOfSession>> =>
  readFacts<SessionFact>(tx, sessions, sessionTopics);

/** All facts that tell of the named sessions, by session. */
export const toldOfSessions = (tx: Tx, sessions: readonly string[]): Promise<Map<string, ToldOfSession<ToldFact>>> =>
  readFacts<ToldFact>(tx, sessions, toldTopics);

async function readFacts<F extends ToldFact>(
  tx: Tx,
  sessions: readonly string[],
  topics: readonly F['topic'][],
): Promise<Map<string, ToldOfSession<F>>> {
  const rows = await tx.query<F & { sessionId: string; shopId: string }>(ofSessions, [sessions, topics]);
  const bySession = new Map(sessions.map((session) => [session, { shopId: '', facts: [] as F[] }]));
  for (const { sessionId, shopId, ...fact } of rows) {
    const told = bySession.get(sessionId);
    told?.facts.push(fact as unknown as F);
    if (told) told.shopId = shopId;
  }
  return bySession;
}
