import type { Permission } from '#libs/platform/access/permissions';
import type { PermissionSource } from './effective-permissions';
import type { Held } from './give';

/** What an account has, by the reason that lasts longest. */
export function heldBy(sources: readonly PermissionSource[]): Held {
  const held = new Map<Permission, Date | null>();
  for (const { permission, until } of sources) held.set(permission, later(held.get(permission), until));
  return held;
}

const later = (one: Date | null | undefined, other: Date | null): Date | null => {
  if (one === undefined) return other;
  return one === null || other === null ? null : new Date(Math.max(one.getTime(), other.getTime()));
};
