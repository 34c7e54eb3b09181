import type { Statement, Tx } from '#libs/platform/database/database';
import type { AskedText } from '../domain/most-asked';

/* The newest sessions by their own index, and of each the first texts, by key. */
const read: Statement = {
  name: 'faq-asked-texts',
  text: `SELECT m.session_id AS "sessionId", m.buyer_id AS "buyerId", m.text, m.recorded_at AS at
    FROM (SELECT id FROM session WHERE shop_id = $1 AND opened_at > $2 ORDER BY opened_at DESC, id DESC LIMIT 1000) AS s
    JOIN LATERAL (SELECT * FROM message WHERE session_id = s.id AND sender = 'BUYER' AND type IN ('TEXT', 'FAQ_CLICK') AND length(text) <= 200
      ORDER BY ordinal LIMIT 5) AS m ON true`,
};

/** What buyers wrote first in the newest sessions since an instant: 5 texts of 200 characters in each of 1,000 sessions at most. */
export const askedTexts = (tx: Tx, shopId: string, since: Date): Promise<AskedText[]> => tx.query(read, [shopId, since]);
