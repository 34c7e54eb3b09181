import type { OutboxRow } from '../kafka/envelope';
import type { Cursor } from './relay-store';

/** Whether a row is the very next of its stream: the following number, or the first of a later incarnation. */
export const isNext = (at: Pick<Cursor, 'incarnation' | 'seq'>, row: Pick<OutboxRow, 'incarnation' | 'seq'>): boolean =>
  row.incarnation === at.incarnation ? row.seq === at.seq + 1 : row.incarnation > at.incarnation && row.seq === 1;

/** Whether a row is at or before a position, that is: published or applied already. */
export const isPast = (at: Pick<Cursor, 'incarnation' | 'seq'>, row: Pick<OutboxRow, 'incarnation' | 'seq'>): boolean =>
  row.incarnation < at.incarnation || (row.incarnation === at.incarnation && row.seq <= at.seq);

/** Orders rows of one stream and shop; commits may be heard of in another order than they happened. */
export const byPosition = (a: Pick<OutboxRow, 'incarnation' | 'seq'>, b: Pick<OutboxRow, 'incarnation' | 'seq'>): number =>
  a.incarnation - b.incarnation || a.seq - b.seq;

/** The leading rows that follow the position without a hole, and whether a hole (or nothing usable) came after them. */
export function contiguous(at: Cursor, rows: readonly OutboxRow[]): { readonly ready: OutboxRow[]; readonly hole: boolean } {
  const ready: OutboxRow[] = [];
  let position: Pick<Cursor, 'incarnation' | 'seq'> = at;
  for (const row of rows) {
    if (isPast(position, row)) continue;
    if (!isNext(position, row)) return { ready, hole: true };
    ready.push(row);
    position = row;
  }
  return { ready, hole: false };
}
