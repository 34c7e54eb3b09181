import type { Statement, Tx } from '#libs/platform/database/database';

/* Shop by shop through the index of openings, so that the table of sessions needs no further index for this. */
const arm: Statement = {
  name: 'undecided-arm',
  text: `INSERT INTO deadline (session_id, kind, shop_id, due_at)
    SELECT s.id, 'DECISION', s.shop_id, $3::timestamptz FROM shop_copy c JOIN LATERAL (
      SELECT id, shop_id FROM session WHERE shop_id = c.shop_id AND opened_at > $1::timestamptz AND opened_at <= $2::timestamptz
        AND routing_revision = 0 AND state = 'QUEUED' AND initiator = 'BUYER' OFFSET 0) AS s ON true
    ORDER BY s.id ON CONFLICT DO NOTHING`,
};

/** Sets a DECISION timer for each session opened in a period that routing has not decided about. For the worker role, which looks at all shops. */
export const armUndecided = async (tx: Tx, { from, until, dueAt }: { from: Date; until: Date; dueAt: Date }): Promise<void> =>
  void (await tx.query(arm, [from, until, dueAt]));
