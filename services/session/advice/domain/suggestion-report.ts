export const suggestionKinds = ['FAQ', 'SCRIPT'] as const;
export type SuggestionKind = (typeof suggestionKinds)[number];

export const reportStates = ['OPEN', 'CORRECTED', 'DISMISSED'] as const;
export type ReportState = (typeof reportStates)[number];

/** An agent says that a recommended reply is wrong; to be looked at by whoever keeps the knowledge base (KB-12). */
export interface SuggestionReport {
  readonly id: string;
  readonly kind: SuggestionKind;
  /** The entry, or the script. */
  readonly suggestionId: string;
  /** Where it was recommended. */
  readonly sessionId: string;
  /** The ordinal of the message that it was recommended for; null where the agent was typing. */
  readonly ordinal: number | null;
  readonly note: string | null;
  readonly reportedAt: Date;
  readonly reportedBy: string;
  readonly state: ReportState;
  readonly resolvedAt: Date | null;
  readonly resolvedBy: string | null;
}
