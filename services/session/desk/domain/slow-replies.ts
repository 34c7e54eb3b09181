/** A session whose buyer waits for its agent. */
export interface OwedReply {
  readonly sessionId: string;
  /** Since when the agent owes an answer: not before the session was the agent's. */
  readonly since: Date;
}

/** The one notice of all answers that an agent owes too long (SES-22). */
export interface SlowReplies {
  /** How many; 0 is no notice. */
  readonly count: number;
  /** The session that waits longest among them. */
  readonly longest: OwedReply | null;
  /** When there will be one more if nobody is answered before. */
  readonly nextAt: Date | null;
}

/** `owed` by since when, earliest first; `limitSeconds` null: the shop wants no notice. */
export function slowReplies(owed: readonly OwedReply[], limitSeconds: number | null, now: Date): SlowReplies {
  if (limitSeconds === null) return { count: 0, longest: null, nextAt: null };
  const dueAt = ({ since }: OwedReply): Date => new Date(since.getTime() + limitSeconds * 1_000);
  const slow = owed.filter((reply) => dueAt(reply) <= now);
  const next = owed[slow.length];
  return { count: slow.length, longest: slow[0] ?? null, nextAt: next ? dueAt(next) : null };
}
