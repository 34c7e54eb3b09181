import type { Rating } from '../domain/rating';

export type RatingParent = Rating;
