import { refuse, type Refusal } from '#libs/platform/errors';

/** Whether an entry is still what the caller looked at; 0 = there is none, and null expects nothing. */
export function expectRevision(revision: number, expected: number | null | undefined, field = 'expectedRevision'): Refusal | true {
  if (expected === null || expected === undefined || expected === revision) return true;
  return refuse('VERSION_CONFLICT', 'The entry has changed since.', {
    field,
    expected: revision === 0 ? '0: it is a new entry' : `${revision}, the entry's revision, after a look at it`,
  });
}
