import { z } from 'zod';
import { readCursor, writeCursor } from '#libs/platform/graphql/cursor';
import type { FaqPlace } from '../store/faq-entries';

const place = z.tuple([z.int32().min(0), z.uuid()]);

/** An entry's cursor: its place in the list. */
export const faqCursor = ({ position, id }: FaqPlace): string => writeCursor([position, id]);

export function readFaqCursor(cursor: string | null | undefined): FaqPlace | null {
  const read = readCursor(place, cursor);
  return read && { position: read[0], id: read[1] };
}
