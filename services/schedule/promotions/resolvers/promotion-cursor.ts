import { z } from 'zod';
import type { PromotionCursor } from '../store/promotions';
import { readPlace, writePlace } from './place-cursor';

const place = z.tuple([z.iso.date(), z.uuid()]);

export const promotionCursor = ({ firstDate, id }: PromotionCursor): string => writePlace([firstDate, id]);

export function readPromotionCursor(cursor: string | null | undefined): PromotionCursor | null {
  const read = readPlace(place, cursor);
  return read && { firstDate: read[0], id: read[1] };
}
