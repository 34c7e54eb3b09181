import { factOf } from '#libs/contracts/index';
import { audit } from '#libs/platform/audit/audit';
import { once } from '#libs/platform/database/command-results';
import { AppError, sessionNotFound } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '#libs/service/run-service';
import { loadCases } from '../../conversation/store/load-cases';
import type { ReportState, SuggestionReport } from '../domain/suggestion-report';
import { loadEntry } from '../../knowledge/store/faq-entries';
import { ordinalOf } from '../store/message-ordinal';
import { listReports, loadReport, saveReport, type ReportPlace } from '../store/reports';

export type ReportDeps = Pick<Deps, 'db' | 'readDb' | 'clock' | 'newId' | 'outbox'>;

export interface ReportInput extends CommandInput {
  readonly sessionId: string;
  readonly entryId: string;
  readonly messageId: string | null;
  readonly note: string | null;
}

/** An agent says that an entry was wrongly recommended: a task for whoever keeps the knowledge base (KB-12). */
export async function reportSuggestion({ db, clock, newId, outbox }: ReportDeps, command: Command<ReportInput>): Promise<SuggestionReport> {
  const { shopId, key, input, trigger } = command;
  const { sessionId, entryId, messageId, note } = input;
  const by = accountOf(command);
  return db.transaction([shopId], async (tx) => {
    const id = await once(tx, key, async () => {
      const [entry, cases, ordinal] = await Promise.all([
        loadEntry(tx, shopId, entryId),
        loadCases(tx, { buyers: [], sessions: [sessionId] }),
        messageId === null ? null : ordinalOf(tx, sessionId, messageId),
      ]);
      if (!entry) throw entryNotFound;
      if (cases.sessions[0]?.session.shopId !== shopId) throw sessionNotFound();
      if (ordinal === undefined) throw messageNotFound;
      const now = clock.now();
      const report: SuggestionReport = {
        ...{ id: newId(), kind: 'FAQ', suggestionId: entryId, sessionId, ordinal, note, reportedAt: now, reportedBy: by },
        ...{ state: 'OPEN', resolvedAt: null, resolvedBy: null },
      };
      saveReport(tx, shopId, report);
      await outbox.append(tx, [
        factOf<'message-recorded', 'suggestion-reported'>(trigger, {
          ...{ id: newId(), topic: 'message-recorded', type: 'suggestion-reported', shopId, subject: sessionId },
          ...{ occurredAt: now, policyVersion: null },
          value: { sessionId, reportId: report.id, kind: 'FAQ', suggestionId: entryId, messageId },
        }),
      ]);
      return report.id;
    });
    return reportOrThrow(await loadReport(tx, shopId, id));
  });
}

export interface ResolveInput extends CommandInput {
  readonly reportId: string;
  readonly resolution: Exclude<ReportState, 'OPEN'>;
}

/** Whoever keeps the knowledge base has corrected the entry, or found it right. */
export const resolveReport = ({ db, clock }: ReportDeps, command: Command<ResolveInput>): Promise<SuggestionReport> => {
  const { shopId, key, input, caller } = command;
  return db.transaction([shopId], async (tx) => {
    await once(tx, key, async () => {
      const before = reportOrThrow(await loadReport(tx, shopId, input.reportId));
      const now = clock.now();
      const after = { ...before, state: input.resolution, resolvedAt: now, resolvedBy: caller.account };
      saveReport(tx, shopId, after);
      audit(tx, command, { at: now, on: { kind: 'SUGGESTION_REPORT', id: before.id }, before, after });
      return before.id;
    });
    return reportOrThrow(await loadReport(tx, shopId, input.reportId));
  });
};

export interface ReportPage {
  readonly reports: readonly SuggestionReport[];
  readonly more: boolean;
}

export async function readReports(
  { readDb }: Pick<Deps, 'readDb'>,
  shopId: string,
  { state, after, first }: { readonly state: ReportState; readonly after: ReportPlace | null; readonly first: number },
): Promise<ReportPage> {
  const found = await readDb.transaction([shopId], (tx) => listReports(tx, { shopId, state, after, most: first + 1 }));
  return { reports: found.slice(0, first), more: found.length > first };
}

function accountOf({ caller: { account } }: Command<unknown>): string {
  if (account === null)
    throw new AppError('FORBIDDEN', 'Only an account of the shop reports recommendations.', { expected: 'the token of an account' });
  return account;
}

function reportOrThrow(report: SuggestionReport | null): SuggestionReport {
  if (report) return report;
  throw new AppError('REPORT_NOT_FOUND', 'There is no such report.', { field: 'reportId', expected: 'the id of a report of this shop' });
}

const entryNotFound = new AppError('FAQ_ENTRY_NOT_FOUND', 'There is no such entry.', {
  field: 'entryId',
  expected: 'the id of an entry of this shop',
});
const messageNotFound = new AppError('BAD_USER_INPUT', 'The session has no such message.', {
  field: 'messageId',
  expected: 'the id of a message of the session',
});
