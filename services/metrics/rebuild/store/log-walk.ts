import type { Statement, Tx } from '#libs/platform/database/database';

/** A position in the stream of openings of one shop. */
export interface Position {
  readonly incarnation: number;
  readonly seq: number;
}

export type Opening = Position & { readonly sessionId: string };

const shops: Statement = { name: 'rebuild-shops', text: 'SELECT shop_id AS "shopId" FROM shop_copy ORDER BY shop_id' };

const openings: Statement = {
  name: 'rebuild-openings',
  text: `SELECT session_id AS "sessionId", incarnation, seq FROM fact
    WHERE stream = 'session-started' AND shop_id = $1 AND (incarnation, seq) > ($2, $3) AND session_id IS NOT NULL
    ORDER BY incarnation, seq LIMIT $4`,
};

const dates: Statement = {
  name: 'rebuild-dates',
  text: `SELECT business_date::text AS date FROM session_figure WHERE shop_id = $1
    UNION SELECT business_date::text FROM figure_sum WHERE shop_id = $1 ORDER BY 1`,
};

/* Sessions that opened before the oldest opening of the log have lost their facts to retention, so the log says nothing about their figures. */
const unfounded: Statement = {
  name: 'rebuild-unfounded',
  text: `SELECT session_id AS "sessionId" FROM session_figure AS f WHERE shop_id = $1 AND business_date = $2
    AND opened_at >= (SELECT occurred_at FROM fact WHERE stream = 'session-started' AND shop_id = $1 ORDER BY incarnation, seq LIMIT 1)
    AND NOT EXISTS (SELECT FROM fact WHERE session_id = f.session_id AND stream = 'session-started')`,
};

/** All shops that metrics knows. Worker role. */
export const shopsToRebuild = async (tx: Tx): Promise<string[]> => (await tx.query<{ shopId: string }>(shops)).map(({ shopId }) => shopId);

/** The openings of a shop behind a position, in their order. */
export const openingsAfter = (tx: Tx, shopId: string, { incarnation, seq }: Position, limit: number): Promise<Opening[]> =>
  tx.query<Opening>(openings, [shopId, incarnation, seq, limit]);

/** The business dates that have figures or sums of them. */
export const datesWithFigures = async (tx: Tx, shopId: string): Promise<string[]> =>
  (await tx.query<{ date: string }>(dates, [shopId])).map(({ date }) => date);

/** The sessions of a date whose figures no fact of the log supports. */
export const figuresWithoutFacts = async (tx: Tx, shopId: string, date: string): Promise<string[]> =>
  (await tx.query<{ sessionId: string }>(unfounded, [shopId, date])).map(({ sessionId }) => sessionId);
