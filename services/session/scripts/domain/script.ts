export const scriptTiers = ['PUBLIC', 'DEPARTMENT', 'PERSONAL'] as const;

/** Whose a script is (KB-13). */
export type ScriptTier = (typeof scriptTiers)[number];

/** What a script says, as somebody wrote it. */
export interface ScriptContent {
  readonly tier: ScriptTier;
  /** Whose it is alone; null unless it is PERSONAL. */
  readonly ownerId: string | null;
  /** The department that has it, by its name; null unless it is of a DEPARTMENT. */
  readonly department: string | null;
  readonly categoryId: string | null;
  readonly title: string;
  /** With placeholders under the names that are kept (KB-19); null where it is images alone. */
  readonly text: string | null;
  /** Where the images lie, in the words of whoever shows them, in the order of sending (KB-16). */
  readonly images: readonly string[];
  readonly keywords: readonly string[];
  /** The first and the last date of use in the shop's zone; null = no limit. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  /** Whether its owner offers a PERSONAL script to the team (KB-23). */
  readonly offered: boolean;
}

/** A reply that is written once and used many times (话术). */
export interface Script extends ScriptContent {
  readonly id: string;
  /** 1 when it is new, one more with each change of what it says. */
  readonly version: number;
  /** Its place in the order that people gave. */
  readonly position: number;
  readonly changedAt: Date;
  readonly changedBy: string | null;
  /** Taken away, and kept to be brought back. */
  readonly deletedAt: Date | null;
}

/** Whether it may be used on a date of the shop's zone. */
export const isValidOn = ({ validFrom, validUntil }: Pick<ScriptContent, 'validFrom' | 'validUntil'>, date: string): boolean =>
  (validFrom === null || validFrom <= date) && (validUntil === null || date <= validUntil);
