/** What a buyer says of a session that is over (MET-20): 1, worst, to 5, best. */
export interface Rating {
  readonly sessionId: string;
  readonly score: number;
  /** Whether the buyer's question was solved; null when they do not say. */
  readonly solved: boolean | null;
  readonly ratedAt: Date;
}
