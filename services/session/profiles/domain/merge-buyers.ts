import { refuse, type Refusal } from '#libs/platform/errors';
import type { Buyer } from '../../conversation/domain/session';

/** What a merge needs to know of a buyer. */
export type Identity = Pick<Buyer, 'id' | 'mergedInto'>;

/** Whether one identity can become part of another: neither is part of a third one, and nothing is part of the one that goes. */
export function decideMerge(kept: Identity, other: Identity & { readonly hasOthers: boolean }): Refusal | true {
  if (kept.id === other.id) return cannot('other', 'Both are the same buyer.', 'another buyer than the one that is kept');
  if (other.mergedInto === kept.id) return true;
  if (kept.mergedInto !== null) return cannot('buyer', 'The buyer is part of another one.', 'the buyer that it is part of');
  if (other.mergedInto !== null)
    return cannot('other', 'The buyer is part of another one.', 'a buyer that is part of none: unmergeBuyers first');
  if (other.hasOthers)
    return cannot('other', 'Others are part of the buyer.', 'a buyer that nobody is part of: merge the other way, or unmergeBuyers first');
  return true;
}

const cannot = (field: string, message: string, expected: string): Refusal => refuse('CANNOT_MERGE', message, { field, expected });
