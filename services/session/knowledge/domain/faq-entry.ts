/** What an entry says, as somebody wrote it. */
export interface FaqContent {
  readonly question: string;
  /** Words by which a buyer's message is known to ask this, beside the question itself. */
  readonly keywords: readonly string[];
  /** With placeholders under the names that are kept. */
  readonly answer: string;
  /** The channel's ids of the products it is about; empty = whatever the buyer looks at. */
  readonly productIds: readonly string[];
  readonly enabled: boolean;
  /** Its place in the list; of two that fit a message alike, the lower one answers. */
  readonly position: number;
}

/** A common question of a shop with its answer (KB-1, SCH-16). */
export interface FaqEntry extends FaqContent {
  readonly id: string;
  readonly revision: number;
  /** Question and keywords, ready to be compared with what buyers write. */
  readonly phrases: readonly string[];
  /** The preset it was made from; null for one of the shop's own (KB-6). */
  readonly presetKey: string | null;
  readonly changedAt: Date;
  readonly changedBy: string | null;
}

/** What answering needs of an entry. */
export type FaqAnswer = Pick<FaqEntry, 'id' | 'answer' | 'productIds' | 'position' | 'phrases'>;
