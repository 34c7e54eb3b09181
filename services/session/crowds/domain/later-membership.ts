import type { Membership } from './crowd';

/**
 * Of two facts of one buyer and crowd the later one: facts may come in any order and any number of times (INV-5). A fact's instant is that of leaving, or else
 * of joining; of two at one instant leaving counts, then the later joining.
 */
export const laterMembership = (one: Membership, other: Membership): Membership => (isLater(other, one) ? other : one);

function isLater(one: Membership, other: Membership): boolean {
  const [a, b] = [placeOf(one), placeOf(other)];
  const differing = a.findIndex((value, index) => value !== b[index]);
  return differing >= 0 && a[differing]! > b[differing]!;
}

const placeOf = ({ joinedAt, leftAt }: Membership): number[] => [
  (leftAt ?? joinedAt).getTime(),
  leftAt === null ? 0 : 1,
  joinedAt.getTime(),
];
