/** What an agent wants remembered of a session (SES-30). */
export interface SessionNote {
  readonly text: string;
  readonly by: string;
  readonly at: Date;
}

/** What the shop's people have put on a session. It stays when the session changes hands. */
export interface SessionMarks {
  /** When the mark "difficult" was set and taken away, by turns and oldest first (SES-21): lists that are read page by page ask how it was. */
  readonly difficultTurns: readonly Date[];
  /** The buyer's question has been solved (SES-10, SES-15); null when nobody says so. */
  readonly solved: { readonly by: string; readonly at: Date } | null;
  readonly tags: readonly string[];
  readonly note: SessionNote | null;
}

export const noMarks: SessionMarks = { difficultTurns: [], solved: null, tags: [], note: null };

/** What a session that follows another takes over, so that nothing is forgotten (SES-9, SES-30): all but that it was solved. */
export const marksThatGoOn = (marks: SessionMarks): SessionMarks => ({ ...marks, solved: null });

export const isDifficult = ({ difficultTurns }: SessionMarks): boolean => difficultTurns.length % 2 === 1;

export const hasMarks = ({ difficultTurns, solved, tags, note }: SessionMarks): boolean =>
  difficultTurns.length > 0 || solved !== null || tags.length > 0 || note !== null;
