import type { VersionPage } from '../app/read-versions';
import type { SavedVersion } from '../domain/saved-version';

/** A shop, known here by its id only. */
export interface ShopParent {
  readonly id: string;
}

export type VersionParent = SavedVersion;
export type VersionPageParent = VersionPage;
