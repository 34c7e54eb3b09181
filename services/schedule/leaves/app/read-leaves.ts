import { granted } from '#libs/platform/errors';
import type { ReadDeps } from '../../deps';
import { parseSpan, type TypedSpan } from '../../hours/domain/date-span';
import type { Leave } from '../domain/leave';
import { leavesBetween } from '../store/leaves';

/** Leaves that have a date in common with a span. */
export function readLeaves({ readDb }: ReadDeps, shopId: string, typed: TypedSpan): Promise<Leave[]> {
  const { from, to } = granted(parseSpan(typed, ''));
  return readDb.transaction([shopId], (tx) => leavesBetween(tx, shopId, from, to));
}
