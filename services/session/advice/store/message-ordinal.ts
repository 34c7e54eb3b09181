import type { Statement, Tx } from '#libs/platform/database/database';

const read: Statement = { name: 'message-ordinal', text: 'SELECT ordinal FROM message WHERE session_id = $1 AND id = $2' };

/** Where a message stands in its session; undefined when it is not there. */
export const ordinalOf = async (tx: Tx, sessionId: string, messageId: string): Promise<number | undefined> =>
  (await tx.query<{ ordinal: number }>(read, [sessionId, messageId]))[0]?.ordinal;
