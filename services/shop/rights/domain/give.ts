import { grantersOf, hasByRole, type Permission } from '#libs/platform/access/permissions';
import { refuse, type Refusal } from '#libs/platform/errors';

/** Nobody gives what its roles do not have: what was granted to it, alone or by a position, is not given on (PRM-1). */
export function refusalToGive(roles: readonly string[], given: readonly Permission[], field: string): Refusal | undefined {
  const permission = given.find((each) => !hasByRole(each, roles));
  if (permission === undefined) return undefined;
  return refuse('FORBIDDEN', `Your role cannot give ${permission}.`, {
    field,
    expected: 'a permission that you have by your role',
    permission,
    grantedBy: grantersOf(permission),
  });
}
