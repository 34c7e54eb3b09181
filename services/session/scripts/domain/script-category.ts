import { refuse, type Refusal } from '#libs/platform/errors';

/** A category of scripts: of level 1 without a parent, else of level 2 (KB-14). */
export interface ScriptCategory {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  /** Its place among its neighbours. */
  readonly position: number;
}

/** What a save says of a category. Absent means as before; a parent of null makes it one of level 1. */
export interface CategoryChange {
  readonly parentId?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly position?: number | null | undefined;
}

type Content = Omit<ScriptCategory, 'id'>;

/** A category after a change, or a new one, behind its neighbours. `all` are the shop's as they are. A third level is refused, also one that moving would make. */
export function changeCategory(all: readonly ScriptCategory[], before: ScriptCategory | null, change: CategoryChange): Content | Refusal {
  const name = change.name ?? before?.name;
  if (name === undefined) return refuse('BAD_USER_INPUT', 'name is missing.', { field: 'name', expected: '1 to 30 characters' });
  const parentId = change.parentId === undefined ? (before?.parentId ?? null) : change.parentId;
  const depth = expectTwoLevels(all, before, parentId);
  if (depth !== true) return depth;
  const neighbours = all.filter((each) => each.parentId === parentId && each.id !== before?.id);
  if (neighbours.some((each) => each.name === name))
    return refuse('BAD_USER_INPUT', 'There is such a category already.', { field: 'name', expected: 'a name that no neighbour has' });
  const last = Math.max(-1, ...neighbours.map(({ position }) => position));
  const moved = before?.parentId !== parentId;
  return { name, parentId, position: change.position ?? (before && !moved ? before.position : last + 1) };
}

function expectTwoLevels(all: readonly ScriptCategory[], before: ScriptCategory | null, parentId: string | null): Refusal | true {
  if (parentId === null) return true;
  const parent = all.find(({ id }) => id === parentId);
  if (!parent)
    return refuse('CATEGORY_NOT_FOUND', 'No such category in this shop.', { field: 'parentId', expected: 'a category of level 1' });
  const isParent = before !== null && all.some((each) => each.parentId === before.id);
  if (parent.parentId === null && parent.id !== before?.id && !isParent) return true;
  return refuse('CATEGORY_DEPTH', 'Categories have two levels.', {
    field: 'parentId',
    expected: isParent ? 'no parent, since it has categories below it' : 'a category of level 1, or none',
  });
}
