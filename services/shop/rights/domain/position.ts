import { isPermission, permissionNames, permissions, type Permission } from '#libs/platform/access/permissions';
import { isRefusal, refuse, type Refusal } from '#libs/platform/errors';

/** A position of the shop (岗位) with the rights that go with it (PRM-9). */
export interface Position {
  readonly id: string;
  readonly shopId: string;
  readonly name: string;
  readonly rights: readonly Permission[];
}

/** Absent and null both mean "unchanged" (RES-84). */
export interface PositionChange {
  readonly name?: string | null | undefined;
  readonly rights?: readonly string[] | null | undefined;
}

/** What a position can carry: what can be given to anybody beyond its roles. */
const givable = permissionNames.filter((permission) => permissions[permission].grantableTo.length > 0);

/** The position after a change; the same one when nothing changes. Refuses rights that are none, and a name another position has. */
export function changePosition(position: Position, change: PositionChange, others: readonly Position[]): Position | Refusal {
  const name = change.name ?? position.name;
  if (others.some((other) => other.id !== position.id && other.name === name))
    return refuse('BAD_USER_INPUT', 'Another position has this name.', { field: 'name', expected: 'a name that no other position has' });
  const rights = change.rights ? parseRights(change.rights) : position.rights;
  if (isRefusal(rights)) return rights;
  const next = { ...position, name, rights };
  return JSON.stringify(next) === JSON.stringify(position) ? position : next;
}

function parseRights(names: readonly string[]): readonly Permission[] | Refusal {
  const unknown = names.findIndex((name) => !isPermission(name) || !givable.includes(name));
  if (unknown >= 0) {
    const expected = `one of ${givable.join(', ')}`;
    return refuse('BAD_USER_INPUT', 'A position cannot carry this right.', { field: `rights.${unknown}`, expected });
  }
  return givable.filter((permission) => names.includes(permission));
}

/** The rights that a change adds. */
export const rightsAdded = (before: Position, after: Position): readonly Permission[] =>
  after.rights.filter((right) => !before.rights.includes(right));

/** How many positions a shop can have. */
export const positionLimit = 200;
