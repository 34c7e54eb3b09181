import { z } from 'zod';
import { storable } from '#libs/platform/visible-text';
import { badCursor, decodeCursor, encodeCursor } from '../../conversation/resolvers/cursors';
import type { OrderPlace } from '../store/load-orders';

const place = z.tuple([z.iso.datetime(), z.string().refine(storable)]);

/** An order's cursor: its place in the list of its buyer's orders. */
export const toOrderCursor = ({ createdAt, channelOrderId }: OrderPlace): string => encodeCursor([createdAt.toISOString(), channelOrderId]);

export function fromOrderCursor(cursor: string): OrderPlace {
  const parsed = place.safeParse(decodeCursor(cursor));
  if (!parsed.success) throw badCursor();
  return { createdAt: new Date(parsed.data[0]), channelOrderId: parsed.data[1] };
}
