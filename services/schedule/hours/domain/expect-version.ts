import { refuse, type Refusal } from '#libs/platform/errors';

/** Whether the hours are still those that the caller looked at; `newest` is 0 where none were ever saved, and null expects nothing. */
export function expectVersion(newest: number, expected: number | null | undefined): Refusal | true {
  if (expected === null || expected === undefined || expected === newest) return true;
  return refuse('VERSION_CONFLICT', 'The hours have changed since.', {
    field: 'expectedVersion',
    expected: newest === 0 ? '0: there is no version yet' : `${newest}, the number of the newest version, after a look at it`,
  });
}
