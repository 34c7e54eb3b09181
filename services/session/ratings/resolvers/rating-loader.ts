import type DataLoader from 'dataloader';
import type { Caller } from '#libs/platform/access/caller';
import type { Database } from '#libs/platform/database/database';
import { fencedLoader } from '#libs/platform/graphql/fenced-loader';
import { readRatings } from '../app/rate-session';
import type { Rating } from '../domain/rating';

export interface RatingExtra {
  /** One request's look-ups of ratings, by session, batched and fenced to the caller's shop. */
  readonly ratings: DataLoader<string, Rating | null>;
}

export const createRatingExtra =
  (readDb: Database) =>
  (caller: Caller): RatingExtra => ({
    ratings: fencedLoader(caller.shop, (shopId, ids: string[]) => readRatings({ readDb }, shopId, ids)),
  });
