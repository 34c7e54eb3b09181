import { refuse, type Refusal } from '#libs/platform/errors';
import type { BuyerMarks } from './buyer-marks';

export type MarksDone = { readonly outcome: 'done'; readonly marks: BuyerMarks } | Refusal;

/** What is decided about a buyer, on what is set now. */
export type DecideMarks = (marks: BuyerMarks, now: Date) => MarksDone;

/** Blocks a buyer. One who is blocked stays so since then; who said why last is named. */
export const block =
  (by: string, reason: string | null): DecideMarks =>
  (marks, now) => {
    if (reason === null) return noReason;
    return { outcome: 'done', marks: { ...marks, block: { since: marks.block?.since ?? now, by, reason } } };
  };

/** Lets a buyer in again; nothing happens to one who is not blocked. */
export const unblock: DecideMarks = (marks) => ({ outcome: 'done', marks: { ...marks, block: null } });

const noReason = refuse('MISSING_REASON', 'There is no reason.', { field: 'reason', expected: 'why, in 1 to 200 characters' });
