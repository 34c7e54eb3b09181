/** What a buyer, or whoever answers, does next. */
export const steps = [
  'ASK',
  'THANK',
  'REDELIVER',
  'LEAVE',
  'ANSWER',
  'ANSWER_OTHERS',
  'END',
  'END_CONFIRMED',
  'SOLVE',
  'UNSOLVE',
  'TRANSFER',
] as const;

export type Step = (typeof steps)[number];

export const agents = ['annie', 'ben'] as const;
export type AgentName = (typeof agents)[number];

/** A session as the rules say it has to be. */
export interface ModelSession {
  readonly id: string;
  readonly state: 'ACTIVE' | 'ENDING' | 'CLOSED';
  readonly agent: AgentName;
  readonly buyerMessages: number;
  readonly agentMessages: number;
  readonly waitingSince: number | null;
  readonly lastBuyerAt: number;
  readonly lastAgentAt: number | null;
  readonly assignedAt: number;
  readonly holdUntil: number | null;
  readonly solved: boolean;
  readonly closeReason: string | null;
  readonly closedAt: number | null;
}

export const minute = 60_000;
const [hold, idleAfterAgent, idleAfterBuyer, courtesy] = [20 * minute, 20 * minute, 360 * minute, 24 * 60 * minute];

/** What becomes of a buyer's words: they join the session, are kept with what is over, or open the next one. */
export function saidTo(
  session: ModelSession | null,
  { thanks, courtesyReopens, now }: { readonly thanks: boolean; readonly courtesyReopens: boolean; readonly now: number },
): 'JOINS' | 'KEPT' | 'OPENS' {
  if (session === null) return 'OPENS';
  if (session.state === 'ACTIVE') return 'JOINS';
  const isKept = thanks && !courtesyReopens && (session.closedAt === null || now - session.closedAt <= courtesy);
  return isKept ? 'KEPT' : 'OPENS';
}

export const opened = (id: string, agent: AgentName, now: number): ModelSession => ({
  ...{ id, state: 'ACTIVE', agent, buyerMessages: 1, agentMessages: 0, waitingSince: now, lastBuyerAt: now, lastAgentAt: null },
  ...{ assignedAt: now, holdUntil: null, solved: false, closeReason: null, closedAt: null },
});

export const joined = (session: ModelSession, thanks: boolean, now: number): ModelSession => ({
  ...session,
  buyerMessages: session.buyerMessages + 1,
  lastBuyerAt: now,
  ...(session.state === 'ACTIVE' && { waitingSince: session.waitingSince ?? now, solved: session.solved && thanks }),
});

export const answered = (session: ModelSession, now: number): ModelSession => ({
  ...session,
  agentMessages: session.agentMessages + 1,
  waitingSince: null,
  lastAgentAt: now,
});

/** Whether an end ends anything: the buyer has an answer, or it is solved, or the agent insists (SES-10). */
export const ends = ({ waitingSince, solved }: ModelSession, confirmed: boolean): boolean => waitingSince === null || solved || confirmed;

export const ending = (session: ModelSession, now: number): ModelSession => ({ ...session, state: 'ENDING', holdUntil: now + hold });

export const closed = (session: ModelSession, closeReason: string, closedAt: number): ModelSession => ({
  ...session,
  ...{ state: 'CLOSED', closeReason, closedAt, waitingSince: null },
});

/** The session after the clock has moved to `now` (SES-7, SES-12, SES-13). */
export function passed(session: ModelSession, now: number): ModelSession {
  if (session.state === 'ENDING' && session.holdUntil !== null && session.holdUntil <= now)
    return closed(session, 'SYSTEM_HOLD_EXPIRED', session.holdUntil);
  if (session.state !== 'ACTIVE') return session;
  const { lastAgentAt, waitingSince, assignedAt, lastBuyerAt } = session;
  const idleAt =
    lastAgentAt !== null && waitingSince === null
      ? Math.max(assignedAt, lastAgentAt) + idleAfterAgent
      : Math.max(assignedAt, lastBuyerAt) + idleAfterBuyer;
  return idleAt <= now ? closed(session, 'SYSTEM_IDLE', idleAt) : session;
}
