import type { DraftView } from '../app/draft-view';
import type { Preview } from '../app/read-draft';

export type DraftParent = DraftView;
export type PreviewParent = Preview;
