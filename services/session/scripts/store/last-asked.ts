import type { Statement, Tx } from '#libs/platform/database/database';

const lastAsked: Statement = {
  name: 'last-asked',
  text: `SELECT text FROM message WHERE session_id = $1 AND shop_id = $2 AND sender = 'BUYER' AND text IS NOT NULL ORDER BY ordinal DESC LIMIT 1`,
};

/** What the buyer of a session wrote last; null when it wrote nothing. */
export const readLastAsked = async (tx: Tx, shopId: string, sessionId: string): Promise<string | null> =>
  (await tx.query<{ text: string }>(lastAsked, [sessionId, shopId]))[0]?.text ?? null;
