import { z } from 'zod';
import { ownShop } from '#libs/platform/access/access';
import { AppError } from '#libs/platform/errors';
import { command } from '#libs/platform/graphql/command';
import { readCursor, writeCursor } from '#libs/platform/graphql/cursor';
import { pageSize } from '../../conversation/resolvers/cursors';
import type { Resolvers } from '../../generated/resolver-types';
import { adoptPresets, readPresets } from '../app/adopt-presets';
import type { KnowledgeDeps } from '../../knowledge/app/in-locked-shop';
import { proposeQuestions } from '../app/propose-questions';
import { readReports, reportSuggestion, resolveReport, type ReportDeps } from '../app/report-suggestion';
import type { ReportPlace } from '../store/reports';
import { entriesOf } from '../../knowledge/store/faq-entries';
import { adoptInput, reportInput, resolveInput } from './advice-inputs';

const usualPage = 20;
const [usualDays, mostDays, usualProposals, mostProposals] = [30, 90, 5, 20];
const place = z.tuple([z.iso.datetime(), z.uuid()]);

/** What is known of the knowledge base's use: presets to begin with, what buyers ask most, and what agents found wrong. */
export const adviceResolvers = (deps: KnowledgeDeps & ReportDeps): Resolvers => ({
  Mutation: {
    adoptFaqPresets: command('adoptFaqPresets', adoptInput, async (asked) => ({
      shop: { id: asked.shopId },
      entries: await adoptPresets(deps, asked),
    })),
    reportSuggestion: command('reportSuggestion', reportInput, async (asked) => ({ report: await reportSuggestion(deps, asked) })),
    resolveSuggestionReport: command('resolveSuggestionReport', resolveInput, async (asked) => ({
      report: await resolveReport(deps, asked),
    })),
  },
  Shop: {
    faqPresets: ({ id }, _args, { caller }) => readPresets(deps, ownShop(caller, id, 'id')),
    faqProposals: ({ id }, { days, first }, { caller }) =>
      proposeQuestions(deps, ownShop(caller, id, 'id'), { days: daysOf(days), most: pageSize(first, usualProposals, mostProposals) }),
    suggestionReports: ({ id }, { state, first, after }, { caller }) =>
      readReports(deps, ownShop(caller, id, 'id'), {
        state: state ?? 'OPEN',
        after: placeOf(after || null),
        first: pageSize(first, usualPage),
      }),
  },
  FaqPreset: {
    key: ({ preset }) => preset.key,
    question: ({ preset, language }) => preset.texts[language].question,
    keywords: ({ preset, language }) => [...preset.texts[language].keywords],
    answer: ({ preset, language }) => preset.texts[language].answer,
  },
  SuggestionReportConnection: {
    edges: ({ reports }) => reports.map((node) => ({ cursor: cursorOf(node), node })),
    nodes: ({ reports }) => [...reports],
    pageInfo: ({ reports, more }) => {
      const end = reports.at(-1);
      return { hasNextPage: more, endCursor: end ? cursorOf(end) : null };
    },
  },
  SuggestionReport: {
    entry: async ({ kind, suggestionId }, _args, { caller: { shop } }) => {
      if (kind !== 'FAQ' || shop === null) return null;
      const [entry] = await deps.readDb.transaction([shop], (tx) => entriesOf(tx, [{ shopId: shop, id: suggestionId }]));
      return entry ?? null;
    },
    session: ({ sessionId }, _args, { extra }) => extra.loaders.sessions.load(sessionId),
    message: async ({ sessionId, ordinal }, _args, { extra }) => {
      if (ordinal === null) return null;
      const page = await extra.loaders.messages.load({ sessionId, after: ordinal - 1, most: 1 });
      return page?.messages[0] ?? null;
    },
    reportedBy: ({ reportedBy }) => ({ id: reportedBy }),
    resolvedBy: ({ resolvedBy }) => (resolvedBy === null ? null : { id: resolvedBy }),
  },
});

const cursorOf = ({ reportedAt, id }: ReportPlace): string => writeCursor([reportedAt.toISOString(), id]);

function placeOf(cursor: string | null): ReportPlace | null {
  const read = readCursor(place, cursor);
  return read && { reportedAt: new Date(read[0]), id: read[1] };
}

function daysOf(days: number | null | undefined): number {
  const given = days ?? usualDays;
  if (given >= 1 && given <= mostDays) return given;
  throw new AppError('BAD_USER_INPUT', 'days is out of range.', { field: 'days', expected: `1 to ${mostDays}` });
}
