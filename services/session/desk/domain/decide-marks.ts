import { nothing } from '../../conversation/domain/change';
import {
  ownSession,
  type AgentCase,
  type AgentDecision,
  type AgentDone,
  type SessionRefusal,
} from '../../conversation/domain/decide-agent-command';
import { changeMarks, changeNote, type MarksChange } from './change-marks';
import type { SessionMarks } from './session-marks';

/** Marks a session, whatever its state: its agent does, and managers (SES-10, SES-21). */
export const markSession =
  (change: MarksChange): AgentDecision =>
  (known, now) =>
    decideMarks(known, now, (marks) => changeMarks(marks, change, known.account.id, now));

/** Puts a note on a session, or takes it away (SES-30). */
export const saveNote =
  (text: string | null): AgentDecision =>
  (known, now) =>
    decideMarks(known, now, (marks) => changeNote(marks, text, known.account.id, now));

/** Marks that stay as they are change nothing and are told to nobody. */
function decideMarks(known: AgentCase, now: Date, change: (marks: SessionMarks) => SessionMarks): AgentDone | SessionRefusal {
  const checked = ownSession(known, known.account.mayEndOthers);
  if (checked.outcome === 'refused') return checked;
  const { session } = checked;
  const marks = change(session.marks);
  if (JSON.stringify(marks) === JSON.stringify(session.marks)) return { outcome: 'done', session, change: nothing };
  const marked = { ...session, marks };
  const told = { kind: 'MARKED', session: marked, by: known.account.id, at: now } as const;
  return { outcome: 'done', session: marked, change: { ...nothing, sessions: [marked], facts: [told] } };
}
