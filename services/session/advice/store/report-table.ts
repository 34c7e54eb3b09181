import { instant, integer, table, text, uuid } from '#libs/platform/database/table';
import type { ReportState, SuggestionKind } from '../domain/suggestion-report';

/** Reports of wrong recommendations. What the buyer wrote stays where messages are. */
export const reportTable = table(
  'suggestion_report',
  {
    shopId: uuid().key(),
    id: uuid().key(),
    kind: text<SuggestionKind>().fixed(),
    suggestionId: uuid().fixed(),
    sessionId: uuid().fixed(),
    ordinal: integer().null().fixed(),
    note: text().null(),
    reportedAt: instant().fixed(),
    reportedBy: uuid().fixed(),
    state: text<ReportState>(),
    resolvedAt: instant().null(),
    resolvedBy: uuid().null(),
  },
  { indices: [{ name: 'suggestion_report_list', fields: ['shopId', 'state', 'reportedAt', 'id'] }] },
);
