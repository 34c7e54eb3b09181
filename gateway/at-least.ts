import { readPositions, type Positions } from '#libs/contracts/index';
import { AppError } from '#libs/platform/errors';

/** The positions a client wants known before its request is answered: `extensions.atLeast` of the body, as `extensions.positions` of an answer gave them. */
export function atLeastOf(body: unknown): Positions | undefined {
  const asked = (body as { readonly extensions?: { readonly atLeast?: unknown } | null } | null)?.extensions?.atLeast;
  if (asked === undefined || asked === null) return undefined;
  const positions = readPositions(asked);
  if (!positions) throw notPositions;
  return positions;
}

const notPositions = new AppError('BAD_USER_INPUT', 'extensions.atLeast holds no positions.', {
  field: 'extensions.atLeast',
  expected: 'positions as extensions.positions of an answer gave them',
});
