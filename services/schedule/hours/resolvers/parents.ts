import type { ReceptionAnswer } from '../app/read-reception';
import type { SavedVersion } from '../domain/saved-version';

/** A shop, known here by its id only. */
export interface ShopParent {
  readonly id: string;
}

export type ReceptionParent = ReceptionAnswer;
export type VersionParent = SavedVersion;
