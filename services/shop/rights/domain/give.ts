import type { Permission } from '#libs/platform/access/permissions';
import { grantersOf } from '#libs/platform/access/permissions';
import { refuse, type Refusal } from '#libs/platform/errors';

/** The permissions somebody has, each until when; null without an end. */
export type Held = ReadonlyMap<Permission, Date | null>;

/** Nobody gives what it does not have, nor for longer than it has it; `until` null is for good. */
export function refusalToGive(held: Held, given: readonly Permission[], until: Date | null, field: string): Refusal | undefined {
  const permission = given.find((each) => !lasts(held.get(each), until));
  if (permission === undefined) return undefined;
  const how = held.has(permission) ? 'for longer than you have it' : 'that you do not have';
  return refuse('FORBIDDEN', `You cannot give a permission ${how}: ${permission}.`, {
    field,
    expected: 'a permission of your own, for no longer than you have it',
    permission,
    grantedBy: grantersOf(permission),
  });
}

function lasts(own: Date | null | undefined, until: Date | null): boolean {
  if (own === undefined) return false;
  return own === null || (until !== null && until <= own);
}
