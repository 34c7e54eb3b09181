import { isDifficult, type SessionMarks } from './session-marks';

/** What somebody changes of a session's marks; what is absent or null stays as it is. */
export interface MarksChange {
  readonly difficult?: boolean | null | undefined;
  readonly solved?: boolean | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
}

/** So many turns are remembered; older ones go two by two, so that their number still tells whether the session is difficult. */
const mostTurns = 20;

/** The marks after a change. What is marked already keeps who did it and when. */
export function changeMarks(marks: SessionMarks, change: MarksChange, by: string, now: Date): SessionMarks {
  return {
    ...marks,
    difficultTurns: turned(marks, change.difficult, now),
    solved: solvedAfter(marks, change.solved, by, now),
    tags: change.tags ? [...new Set(change.tags)] : marks.tags,
  };
}

/** Notes, or takes the note away. The same note again keeps who wrote it and when. */
export function changeNote(marks: SessionMarks, text: string | null, by: string, now: Date): SessionMarks {
  if (text === (marks.note?.text ?? null)) return marks;
  return { ...marks, note: text === null ? null : { text, by, at: now } };
}

function turned(marks: SessionMarks, difficult: boolean | null | undefined, now: Date): readonly Date[] {
  if (difficult === undefined || difficult === null || difficult === isDifficult(marks)) return marks.difficultTurns;
  const turns = [...marks.difficultTurns, now];
  return turns.length > mostTurns ? turns.slice(2) : turns;
}

function solvedAfter(marks: SessionMarks, solved: boolean | null | undefined, by: string, now: Date): SessionMarks['solved'] {
  if (solved === undefined || solved === null) return marks.solved;
  if (!solved) return null;
  return marks.solved ?? { by, at: now };
}
