import { hasMarks, noMarks, type SessionMarks } from '../domain/session-marks';

/** Marks as they are stored: instants as text, and nothing of what is not set. */
export interface StoredMarks {
  readonly difficultTurns?: readonly string[];
  readonly solved?: { readonly by: string; readonly at: string };
  readonly tags?: readonly string[];
  readonly note?: { readonly text: string; readonly by: string; readonly at: string };
}

/** Most sessions have none, and none are stored. */
export const toStoredMarks = (marks: SessionMarks): StoredMarks | null => (hasMarks(marks) ? stored(marks) : null);

export function toMarks(marks: StoredMarks | null): SessionMarks {
  if (marks === null) return noMarks;
  const { difficultTurns = [], solved, tags = [], note } = marks;
  return {
    difficultTurns: difficultTurns.map((turn) => new Date(turn)),
    solved: solved ? { ...solved, at: new Date(solved.at) } : null,
    tags,
    note: note ? { ...note, at: new Date(note.at) } : null,
  };
}

const stored = ({ difficultTurns, solved, tags, note }: SessionMarks): StoredMarks => ({
  ...(difficultTurns.length > 0 && { difficultTurns: difficultTurns.map((turn) => turn.toISOString()) }),
  ...(solved && { solved: { ...solved, at: solved.at.toISOString() } }),
  ...(tags.length > 0 && { tags }),
  ...(note && { note: { ...note, at: note.at.toISOString() } }),
});
