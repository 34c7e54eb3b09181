import { refuse, type Refusal } from '#libs/platform/errors';

/** Whether something, a draft for example, is still what the caller looked at; 0 = there is none, and null expects nothing. */
export function expectRevision(revision: number, expected: number | null | undefined, what = 'draft'): Refusal | true {
  if (expected === null || expected === undefined || expected === revision) return true;
  return refuse('VERSION_CONFLICT', `The ${what} has changed since.`, {
    field: 'expectedRevision',
    expected: revision === 0 ? `0: there is no ${what}` : `${revision}, the ${what}'s revision, after a look at it`,
  });
}
