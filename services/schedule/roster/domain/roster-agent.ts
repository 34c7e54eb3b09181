/** An account as the roster sees it. */
export interface RosterAgent {
  readonly id: string;
  /** Its name and its nickname, as far as they are known. */
  readonly names: readonly string[];
  /** Whether it is active and answers buyers: only then can it be given shifts, and only then do its shifts cover anything. */
  readonly works: boolean;
}
