/** One session as metrics counts it; every instant was set by the service that owns the fact. */
export interface SessionFigure {
  readonly sessionId: string;
  readonly shopId: string;
  readonly buyerId: string;
  /** BUYER or SHOP, or what a newer session service says. */
  readonly initiator: string;
  /** Whether the buyer was blocked at the opening; what happens to the buyer later changes nothing (RES-69). */
  readonly buyerBlocked: boolean;
  /** The date of the opening in the shop's zone, YYYY-MM-DD (MET-10). */
  readonly businessDate: string;
  readonly openedAt: Date;
  /** When the 24-hour clock started: the opening (MET-2) or the follow-up to an FAQ answer (MET-6); null when only FAQ questions were asked (MET-5). */
  readonly dutyAt: Date | null;
  /** The first human reply after the duty began (MET-4). */
  readonly repliedAt: Date | null;
  /** The agent the session is credited to (MET-11); null for the shop only. */
  readonly creditedAgentId: string | null;
  readonly closedAt: Date | null;
}
