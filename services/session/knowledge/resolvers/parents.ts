import type { FaqPage } from '../app/read-faq-entries';
import type { FaqEntry } from '../domain/faq-entry';

export type FaqEntryParent = FaqEntry;
export type FaqPageParent = FaqPage;
