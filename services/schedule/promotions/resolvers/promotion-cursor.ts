import { z } from 'zod';
import { readCursor, writeCursor } from '#libs/platform/graphql/cursor';
import type { PromotionCursor } from '../store/promotions';

const place = z.tuple([z.iso.date(), z.uuid()]);

export const promotionCursor = ({ firstDate, id }: PromotionCursor): string => writeCursor([firstDate, id]);

export function readPromotionCursor(cursor: string | null | undefined): PromotionCursor | null {
  const read = readCursor(place, cursor);
  return read && { firstDate: read[0], id: read[1] };
}
