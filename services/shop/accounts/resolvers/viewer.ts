import type { Caller } from '#libs/platform/access/caller';

/** The caller, as parent of its fields. */
export interface Viewer {
  readonly caller: Caller;
}
