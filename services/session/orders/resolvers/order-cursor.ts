import { z } from 'zod';
import { readCursor, writeCursor } from '#libs/platform/graphql/cursor';
import { storable } from '#libs/platform/visible-text';
import type { OrderPlace } from '../store/load-orders';

const place = z.tuple([z.iso.datetime(), z.string().refine(storable)]);

/** An order's cursor: its place in the list of its buyer's orders. */
export const toOrderCursor = ({ createdAt, channelOrderId }: OrderPlace): string => writeCursor([createdAt.toISOString(), channelOrderId]);

export function fromOrderCursor(cursor: string | null): OrderPlace | null {
  const read = readCursor(place, cursor);
  return read && { createdAt: new Date(read[0]), channelOrderId: read[1] };
}
