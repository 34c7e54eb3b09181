import type { Session } from './session';

/** Whether the agent has written since it was given the session. */
const hasWritten = ({ assignedAt, lastAgentMessageAt }: Session): boolean =>
  assignedAt !== null && lastAgentMessageAt !== null && lastAgentMessageAt >= assignedAt;

/** The first instant at which the agent of a session has been silent for too long; null where nothing is asked of it, or it has written. */
export const silentAt = (session: Session): Date | null =>
  session.state !== 'ACTIVE' || session.answerDueAt === null || hasWritten(session) ? null : new Date(session.answerDueAt.getTime() + 1);

/** Why a session went back to routing: who had to write and did not lost it by that, unless it was gone before the time was over. */
export const returnReason = (session: Session): 'SILENT' | 'AGENT_GONE' =>
  session.answerDueAt !== null && session.returnedAt !== null && session.returnedAt > session.answerDueAt && !hasWritten(session)
    ? 'SILENT'
    : 'AGENT_GONE';
