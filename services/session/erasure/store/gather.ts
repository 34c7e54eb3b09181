import type { Attachment } from '#libs/contracts/attachment';
import type { Statement, Tx } from '#libs/platform/database/database';

/** As many messages are exported at most. */
export const mostMessages = 20_000;

const rows = (table: string, condition: string, order: string): string =>
  `(SELECT coalesce(json_agg(to_jsonb(t) - 'shop_id' - 'state_version' - 'assigned_version' ORDER BY ${order}), '[]') FROM ${table} AS t WHERE ${condition})`;

const ofBuyer = `t.buyer_id = ANY ($1::uuid[])`;
const ofSession = `t.session_id IN (SELECT id FROM session WHERE buyer_id = ANY ($1::uuid[]))`;

/* One part per table that holds something of a buyer, as the tables have it. */
const gather: Statement = {
  name: 'export-buyer',
  text: `SELECT json_build_object(
    'buyers', ${rows('buyer', `t.id = ANY ($1::uuid[])`, 't.id')},
    'profiles', ${rows('buyer_profile', ofBuyer, 't.buyer_id')},
    'crowds', ${rows('crowd_membership', ofBuyer, 't.buyer_id, t.crowd_id')},
    'orders', ${rows('buyer_order', ofBuyer, 't.created_at, t.id')},
    'sessions', ${rows('session', ofBuyer, 't.opened_at, t.id')},
    'messages', ${rows('message', ofSession, 't.recorded_at, t.session_id, t.ordinal')},
    'revisions', ${rows('message_revision', ofSession, 't.session_id, t.ordinal, t.number')},
    'attachments', (SELECT coalesce(json_agg(to_jsonb(a) - 'shop_id' - 'buyer_id' || coalesce(f.file, '{}') ORDER BY a.session_id, a.ordinal, f.place), '[]')
      FROM attachment AS a JOIN message AS m ON m.session_id = a.session_id AND m.ordinal = a.ordinal
      JOIN LATERAL jsonb_array_elements(m.attachments::jsonb) WITH ORDINALITY AS f (file, place) ON f.file ->> 'id' = a.id::text
      WHERE a.buyer_id = ANY ($1::uuid[])),
    'deliveries', ${rows('delivery', ofSession, 't.session_id, t.ordinal')},
    'ratings', ${rows('rating', ofSession, 't.rated_at, t.session_id')},
    'reports', ${rows('suggestion_report', ofSession, 't.reported_at, t.id')}) AS content`,
};

const count: Statement = {
  name: 'export-buyer-messages',
  text: `SELECT count(*)::int AS n FROM message AS t WHERE ${ofSession}`,
};

export const messagesOfBuyers = async (tx: Tx, buyers: readonly string[]): Promise<number> =>
  (await tx.query<{ n: number }>(count, [buyers]))[0]?.n ?? 0;

export interface Gathered {
  readonly attachments: readonly Attachment[];
}

/** All that this service holds of these buyers. */
export const gatherBuyers = async (tx: Tx, buyers: readonly string[]): Promise<Gathered> =>
  (await tx.query<{ content: Gathered }>(gather, [buyers]))[0]!.content;
