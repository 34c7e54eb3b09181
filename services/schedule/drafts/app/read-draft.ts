import { businessDateAt, resolvedDays, type ReceptionRules } from '#libs/calendar/index';
import { AppError, granted } from '#libs/platform/errors';
import type { ReadDeps } from '../../deps';
import { loadHolidays, tableOf } from '../../holidays/store/holiday-tables';
import { withRules } from '../../reception/app/load-rules';
import { later } from '../../reception/app/read-calendar';
import { receptionAt, type ReceptionAnswer } from '../../reception/app/read-reception';
import { compareDays, type DayDifference } from '../../reception/domain/compare-days';
import { longestSpan } from '../../hours/domain/date-span';
import { effectiveFrom } from '../../hours/domain/effective-from';
import { withTable } from '../../hours/domain/hours-content';
import { newestNumber, type Subject } from '../../hours/store/versions';
import { countAnnouncements } from '../../announcements/store/announcements';
import { outsideHours, type ShiftOutside } from '../../roster/domain/outside-hours';
import { shiftsBetween } from '../../roster/store/shifts';
import { outlookOf, type Outlook } from '../domain/outlook';
import { loadDraft } from '../store/drafts';
import { draftView, type DraftView } from './draft-view';

/** The draft of one subject; null without one. */
export const readDraft = ({ readDb }: ReadDeps, shopId: string, groupId: Subject): Promise<DraftView | null> =>
  readDb.transaction([shopId], async (tx) => {
    const draft = await loadDraft(tx, shopId, groupId);
    return draft ? draftView(draft, await newestNumber(tx, shopId, groupId)) : null;
  });

export interface Preview {
  readonly effectiveFrom: Date;
  readonly days: readonly DayDifference[];
  readonly before: ReceptionAnswer;
  readonly after: ReceptionAnswer;
  readonly waitingBuyers: Outlook;
  readonly shiftsOutside: ShiftOutside[];
  readonly announcementMissing: boolean;
}

/** What publishing the draft now would touch; null without one. */
export function readPreview(
  deps: ReadDeps,
  shopId: string,
  groupId: Subject,
  asked: { readonly days: number; readonly now: Date },
): Promise<Preview | null> {
  const { days, now } = asked;
  if (days < 1 || days > longestSpan)
    throw new AppError('BAD_USER_INPUT', 'days is out of range.', { field: 'days', expected: `1 to ${longestSpan}` });
  return withRules(deps, { shopId, subject: groupId, from: now }, async (before, tx) => {
    const draft = await loadDraft(tx, shopId, groupId);
    if (!draft) return null;
    const { at } = granted(effectiveFrom(draft.effectiveFrom, before.zone, now));
    const first = businessDateAt(at, before.zone);
    const table = tableOf(await loadHolidays(tx, shopId));
    const after = withDraft(before, { ...withTable(draft.content, table, Number(first.slice(0, 4))), effectiveFrom: at, groupId });
    const daysBy = (rules: ReceptionRules) => resolvedDays(rules, first, later(first, days - 1), groupId);
    const [was, is] = [receptionAt(before, at, groupId), receptionAt(after, at, groupId)];
    return {
      effectiveFrom: at,
      days: compareDays(daysBy(before), daysBy(after), at),
      before: was,
      after: is,
      waitingBuyers: at > now ? 'UNCHANGED' : outlookOf(was, is),
      shiftsOutside: outsideHours(after, groupId, await shiftsBetween(tx, shopId, first, later(first, days - 1)), at),
      announcementMissing: at > now && (await countAnnouncements(tx, shopId, at)) === 0,
    };
  });
}

/** The rules as they would be with one version more, which has the highest number. */
function withDraft(rules: ReceptionRules, draft: Omit<ReceptionRules['versions'][number], 'version'>): ReceptionRules {
  const version = Math.max(0, ...rules.versions.map((each) => each.version)) + 1;
  return { ...rules, versions: [...rules.versions, { ...draft, version }] };
}
