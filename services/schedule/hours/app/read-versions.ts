import type { ReadDeps } from '../../deps';
import type { SavedVersion } from '../domain/saved-version';
import { listVersions, type Subject } from '../store/versions';

/** Some of the versions of one subject, newest first. */
export interface VersionPage {
  readonly versions: readonly SavedVersion[];
  readonly hasNextPage: boolean;
}

/** Versions with lower numbers than `before`. */
export async function readVersions(
  { readDb }: ReadDeps,
  of: { readonly shopId: string; readonly subject: Subject; readonly before?: number; readonly first: number },
): Promise<VersionPage> {
  const { shopId, subject, before = 2 ** 31 - 1, first } = of;
  const found = await readDb.transaction([shopId], (tx) => listVersions(tx, { shopId, subject, before, most: first + 1 }));
  return { versions: found.slice(0, first), hasNextPage: found.length > first };
}
