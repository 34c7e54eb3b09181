import {
  formatTime,
  receptionHoursText,
  toLocal,
  dateText,
  type Closure,
  type DateRange,
  type HoursRules,
  type Weekly,
} from '#libs/calendar/index';

/** The hours on both sides of a change. */
export interface AnnouncedChange {
  readonly old: Hours | null;
  readonly new: Hours;
  readonly reason: string;
  readonly effectiveFrom: Date;
  readonly zone: string;
}

/** `week` is the one valid when the change acts. */
export type Hours = Pick<HoursRules, 'ranges' | 'closures'> & { readonly week: Weekly | null };

export interface AnnouncementText {
  readonly text: string;
  readonly textEn: string;
}

/** What buyers read of a change (SCH-21): old hours, new hours, the reason, and that messages may be left meanwhile. */
export function announcementText({ old, new: now, reason, effectiveFrom, zone }: AnnouncedChange): AnnouncementText {
  const from = dateText(toLocal(zone, effectiveFrom).date);
  const parts = [
    weekChange(old?.week ?? null, now.week),
    ...added(old?.ranges ?? [], now.ranges).map(rangeTexts),
    ...added(old?.closures ?? [], now.closures).map(closureTexts),
  ].flatMap((part) => part ?? []);
  const [zh, en] = [parts.map((part) => part.zh).join(';'), parts.map((part) => part.en).join('; ')];
  return {
    text: `尊敬的顾客,因${reason},自${from}起,客服接待时间${zh === '' ? '有调整' : zh}。其他时间您可以先留言,我们会尽快回复。`,
    textEn: `Dear customers, from ${from} on our reception hours ${en === '' ? 'are adjusted' : en}. Reason: ${reason}. You can leave a message at any other time; we answer as soon as we can.`,
  };
}

interface Part {
  readonly zh: string;
  readonly en: string;
}

function weekChange(old: Weekly | null, now: Weekly | null): Part | undefined {
  const [was, is] = [hoursOf(old), hoursOf(now)];
  return was.zh === is.zh ? undefined : { zh: `从${was.zh}变更为${is.zh}`, en: `change from ${was.en} to ${is.en}` };
}

const always: Part = { zh: '全天', en: 'all day' };
const never: Part = { zh: '休息', en: 'closed' };

function hoursOf(week: Weekly | null): Part {
  if (week === null) return always;
  const zh = receptionHoursText(week);
  return zh === null ? never : { zh, en: receptionHoursText(week, 'en') ?? never.en };
}

const added = <E extends Closure | DateRange>(old: readonly E[], now: readonly E[]): E[] => {
  const known = new Set(old.map((entry) => JSON.stringify(entry)));
  return now.filter((entry) => !known.has(JSON.stringify(entry)));
};

const spanOf = ({ from, to }: Closure, until: string): string => (from === to ? from : `${from}${until}${to}`);

function rangeTexts(range: DateRange): Part {
  if (range.windows.length === 0) return closureTexts(range);
  const windows = range.windows.map(({ start, end }) => `${formatTime(start)}-${formatTime(end)}`);
  return {
    zh: `${spanOf(range, '至')}为${windows.join('、')}(${range.name})`,
    en: `are ${windows.join(', ')} on ${spanOf(range, ' to ')} (${range.name})`,
  };
}

const closureTexts = (closure: Closure): Part => ({
  zh: `${spanOf(closure, '至')}休息(${closure.name})`,
  en: `are suspended on ${spanOf(closure, ' to ')} (${closure.name})`,
});
