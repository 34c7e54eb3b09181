import type { SessionView } from '../../conversation/app/session-view';
import type { Message } from '../../conversation/domain/session';
import type { FaqPage } from '../app/read-faq-entries';
import type { FaqEntry } from '../domain/faq-entry';

export type FaqEntryParent = FaqEntry;
export type FaqPageParent = FaqPage;

/** Advice about a click. */
export interface ClickWarning {
  readonly code: 'FIELD_DROPPED' | 'FAQ_ENTRY_GONE';
  readonly message: string;
  readonly field: string;
}

/** What became of a click: the session and the message, by which its answer is found. */
export interface ClickFaqParent {
  readonly session: SessionView;
  readonly message: Message;
  readonly warnings: readonly ClickWarning[];
}
