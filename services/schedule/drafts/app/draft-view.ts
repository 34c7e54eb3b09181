import type { HoursContent } from '../../hours/domain/hours-content';
import type { DraftRow } from '../store/draft-table';

/** A draft as it is shown. */
export interface DraftView extends HoursContent, Omit<DraftRow, 'shopId' | 'subjectId' | 'content'> {
  readonly groupId: string | null;
  /** Whether the hours have changed since it was begun, or looked at. */
  readonly isStale: boolean;
}

/** `newest` is the number of the newest version of the same hours. */
export function draftView({ shopId, subjectId, content, ...draft }: DraftRow, newest: number): DraftView {
  return { ...content, ...draft, groupId: subjectId === shopId ? null : subjectId, isStale: draft.basedOn !== newest };
}
