/** An account as the roster sees it. */
export interface RosterAgent {
  readonly id: string;
  /** Whether it is active and answers buyers: only then can it be given shifts, and only then do its shifts cover anything. */
  readonly works: boolean;
}
