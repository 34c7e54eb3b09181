import type { DraftView } from '../app/draft-view';
import type { ShiftOutside } from '../../roster/domain/outside-hours';
import type { Preview } from '../app/read-draft';

export type ShiftOutsideParent = ShiftOutside;
export type DraftParent = DraftView;
export type PreviewParent = Preview;
