/** What becomes of buyers who wait when hours change at once. */
export type Outlook = 'UNCHANGED' | 'BECOME_LEFT_MESSAGES' | 'ARE_RECEIVED' | 'TOLD_ANOTHER_OPENING';

interface State {
  readonly open: boolean;
  readonly nextChangeAt: Date | null;
}

/** What buyers who wait would be told otherwise: by the shop's state, and while it is closed by its next opening (SCH-15, SCH-17, SCH-19). */
export function outlookOf(before: State, after: State): Outlook {
  if (before.open !== after.open) return after.open ? 'ARE_RECEIVED' : 'BECOME_LEFT_MESSAGES';
  return !after.open && before.nextChangeAt?.getTime() !== after.nextChangeAt?.getTime() ? 'TOLD_ANOTHER_OPENING' : 'UNCHANGED';
}
