import { refuse, type Refusal } from '#libs/platform/errors';
import type { Crowd } from './crowd';

/** As many crowds a shop can have: an opening tells all of them that its buyer is in. */
export const mostCrowds = 200;

/** A new crowd, or one with another name. `existing` are the shop's crowds. */
export function changeCrowd(existing: number, before: Crowd | null, after: Crowd): Refusal | undefined {
  if (before !== null && before.kind !== after.kind)
    return refuse('BAD_USER_INPUT', 'A crowd stays of its kind.', { field: 'kind', expected: `${before.kind}, or another crowdId` });
  if (before === null && existing >= mostCrowds)
    return refuse('BAD_USER_INPUT', 'The shop has as many crowds as it can have.', {
      field: 'crowdId',
      expected: `one of the ${mostCrowds} crowds that are there`,
    });
  return undefined;
}
