import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { Rating } from '../domain/rating';
import { ratingTable } from './rating-table';

const save = insertRows(ratingTable, { name: 'rating-save' });
const some: Statement = {
  name: 'ratings-of-sessions',
  text: `SELECT ${selectList(ratingTable, 'r', ['sessionId', 'score', 'solved', 'ratedAt'])} FROM unnest($1::uuid[]) AS k (id)
    JOIN LATERAL (SELECT * FROM rating WHERE session_id = k.id LIMIT 1) AS r ON true`,
};

export const saveRating = (tx: Tx, shopId: string, rating: Rating): void => tx.send(save, [jsonRows([{ ...rating, shopId }])]);

/** The ratings of these sessions, by session. */
export async function ratingsOf(tx: Tx, sessions: readonly string[]): Promise<ReadonlyMap<string, Rating>> {
  return new Map((await tx.query<Rating>(some, [sessions])).map((rating) => [rating.sessionId, rating]));
}
