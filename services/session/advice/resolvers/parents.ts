import type { SuggestionReport } from '../domain/suggestion-report';

export type SuggestionReportParent = SuggestionReport;
