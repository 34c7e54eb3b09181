import { baseWeek } from './base-week';
import { compile } from './compile';
import { dateNumberAt, dateNumberText, minuteOfDate } from './date-number';
import { includes } from './date-span';
import { dayRule } from './day-rule';
import { receptionHoursText, printWindow } from './hours-text';
import type { InLanguages, Language } from './language';
import { printDates } from './print-dates';
import { printInstant } from './print-instant';
import type { DateSpan, Override, ReceptionRules, TimeWindow } from './schedule';

/**
 * The hours that a buyer of a closed shop is told of (SCH-15, RES-58): those of the rule that decides, with the dates for which it does; the week's only
 * where the week decides. Null where there is no limit, or never a window.
 */
export function ruledHours(rules: ReceptionRules, at: Date, groupId: string | null = null): InLanguages | null {
  const { holidayMode, override, version } = compile(rules, groupId).inForce.rulingAt(at.getTime());
  if (holidayMode) return pause(paused.holidayMode, rules.holidayMode?.to ?? null, rules.zone);
  if (override && !override.open) return pause(paused.override, override.to, rules.zone);
  if (!version) return null;
  const number = dateNumberAt(rules.zone, at.getTime());
  const date = dateNumberText(number);
  const { rule, windows } = dayRule(version, number);
  const spanIn = (spans: readonly DateSpan[]): DateSpan => spans.find((span) => includes(span, date)) ?? { from: date, to: date };
  switch (rule?.kind) {
    case 'CLOSURE':
      return exception(spanIn(version.closures), rule.name, windows);
    case 'RANGE':
      return exception(spanIn(version.ranges), rule.name, windows);
    case 'HOLIDAY':
    case 'MAKE_UP_WORKDAY':
      return exception({ from: date, to: date }, rule.name, windows);
    default: {
      const { weekly } = baseWeek(version, date);
      return both((language) => receptionHoursText(weekly, language));
    }
  }
}

/** Until when they stay the same: to the next midnight of the zone, or to where a version, holiday mode or an override begins or ends. */
export function ruledUntil(rules: ReceptionRules, at: Date, groupId: string | null = null): Date {
  const from = at.getTime();
  const midnight = minuteOfDate(rules.zone, dateNumberAt(rules.zone, from) + 1, 0);
  const change = compile(rules, groupId).inForce.changes.find((instant) => instant > from);
  return new Date(change === undefined || change > midnight ? midnight : change);
}

const paused = { holidayMode: { zh: '假日休息', en: 'closed for a holiday' }, override: { zh: '临时休息', en: 'closed for now' } };

function pause(name: InLanguages, to: Override['to'], zone: string): InLanguages {
  if (to === null) return name;
  return { zh: `${name.zh}至${printInstant(to, zone)}`, en: `${name.en}, until ${printInstant(to, zone, 'en')}` };
}

function exception(span: DateSpan, name: string | null, windows: readonly TimeWindow[] | null): InLanguages {
  const named = name === null ? '' : `(${name})`;
  const [zh, en] = [printDates(span, 'zh'), printDates(span, 'en')];
  if (windows?.length === 0) return { zh: `${zh}休息${named}`, en: `closed ${en} ${named}`.trim() };
  const texts = windows?.map(printWindow);
  return { zh: `${zh}${texts?.join('、') ?? '全天'}${named}`, en: `${en} ${texts?.join(' and ') ?? 'all day'} ${named}`.trim() };
}

function both(print: (language: Language) => string | null): InLanguages | null {
  const [zh, en] = [print('zh'), print('en')];
  return zh === null || en === null ? null : { zh, en };
}
