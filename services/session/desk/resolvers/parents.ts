import type { SessionNote } from '../domain/session-marks';

export type SessionNoteParent = SessionNote;
