import type { Statement, Tx } from '#libs/platform/database/database';

/** Whose data goes: all identities of a person, and their sessions. */
export interface Erased {
  readonly shopId: string;
  readonly buyers: readonly string[];
  readonly sessions: readonly string[];
  /** How ids begin that these buyers chose for their own commands. */
  readonly commandPrefixes: readonly string[];
  readonly at: Date;
}

const statement = (name: string, text: string): Statement => ({ name: `erase-${name}`, text });

const ofSessions = [
  statement(
    'deliveries',
    `UPDATE delivery SET reason = NULL, channel_message_id = NULL WHERE message_id IN (SELECT id FROM message WHERE session_id = ANY ($1::uuid[]))`,
  ),
  statement(
    'messages',
    `UPDATE message SET text = NULL, reference = NULL, channel_kind = NULL, channel_message_id = NULL WHERE session_id = ANY ($1::uuid[])`,
  ),
  statement('revisions', `DELETE FROM message_revision WHERE session_id = ANY ($1::uuid[])`),
  statement(
    'sessions',
    `UPDATE session SET entry_point = NULL, product = NULL, marks = marks - 'note' - 'tags' WHERE id = ANY ($1::uuid[])`,
  ),
];

const ofBuyers = [
  statement('orders', `UPDATE buyer_order SET channel_order_id = 'erased:' || id, items = '[]' WHERE buyer_id = ANY ($1::uuid[])`),
  statement('memberships', `DELETE FROM crowd_membership WHERE buyer_id = ANY ($1::uuid[])`),
  statement('profiles', `DELETE FROM buyer_profile WHERE buyer_id = ANY ($1::uuid[])`),
];

const buyers = statement(
  'buyers',
  `UPDATE buyer SET name = NULL, external_id = 'erased:' || id, crowds = NULL, merged_into = NULL, erased_at = $2,
    block_reason = CASE WHEN block_reason IS NULL THEN NULL ELSE '…' END,
    entered_needs = NULL, order_facts = CASE WHEN order_facts IS NULL THEN NULL ELSE jsonb_set(order_facts, '{newest,channelOrderId}', '"erased"') END
    WHERE id = ANY ($1::uuid[])`,
);

const reports = statement(
  'reports',
  `UPDATE suggestion_report SET note = NULL WHERE shop_id = $1 AND note IS NOT NULL AND session_id = ANY ($2::uuid[])`,
);

/* What commands answered names sessions and orders, and a buyer's own ids name the buyer. Erasing is rare, so it reads the shop's results. */
const results = statement(
  'command-results',
  `DELETE FROM command_result WHERE shop_id = $1 AND (result ->> 'sessionId' = ANY ($2::text[]) OR result #>> '{}' = ANY ($2::text[])
    OR result ->> 'buyerId' = ANY ($3::text[]) OR EXISTS (SELECT 1 FROM unnest($4::text[]) AS p WHERE starts_with(lower(command_id), lower(p))))`,
);

const sessionsOf = statement('sessions-of', `SELECT id, closed_at IS NULL AS open FROM session WHERE buyer_id = ANY ($1::uuid[])`);

/** The sessions of these buyers, and whether they are open. */
export const sessionsOfBuyers = (tx: Tx, of: readonly string[]): Promise<{ readonly id: string; readonly open: boolean }[]> =>
  tx.query(sessionsOf, [of]);

/** What the tables of this service hold of these buyers goes; the caller holds them. Instants, numbers, states and who served whom stay. */
export function forget(tx: Tx, { shopId, buyers: ids, sessions, commandPrefixes, at }: Erased): void {
  for (const each of ofSessions) tx.send(each, [sessions]);
  for (const each of ofBuyers) tx.send(each, [ids]);
  tx.send(buyers, [ids, at]);
  tx.send(reports, [shopId, sessions]);
  tx.send(results, [shopId, sessions, ids, commandPrefixes]);
}
