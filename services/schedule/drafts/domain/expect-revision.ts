import { refuse, type Refusal } from '#libs/platform/errors';

/** Whether the draft is still the one that the caller looked at; 0 = there is none, and null expects nothing. */
export function expectRevision(revision: number, expected: number | null | undefined): Refusal | true {
  if (expected === null || expected === undefined || expected === revision) return true;
  return refuse('VERSION_CONFLICT', 'The draft has changed since.', {
    field: 'expectedRevision',
    expected: revision === 0 ? '0: there is no draft' : `${revision}, the draft's revision, after a look at it`,
  });
}
