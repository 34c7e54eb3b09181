import { receptionHoursText, type DateSpan, type HoursRules, type InLanguages, type Weekly } from '#libs/calendar/index';
import { holidayChange } from './holiday-change';
import { always, never, windowsText } from './hours-in-words';

/** `week` is the one valid when the change acts. */
export type Hours = Omit<HoursRules, 'weekly'> & { readonly week: Weekly | null };

/** What changes from a date on, each in a few words: the week; seasons, ranges and closures that end later, as they come, change or go; holidays. */
export function changedParts(old: Hours, now: Hours, date: string): InLanguages[] {
  const isAhead = ({ to }: DateSpan): boolean => to >= date;
  // The week of a season that has begun is the week that is valid.
  const beginsLater = ({ from }: DateSpan): boolean => from > date;
  return [
    ...weekChange(old.week, now.week),
    ...entryChanges(old.seasons.filter(beginsLater), now.seasons.filter(beginsLater), ({ weekly }) => hoursOf(weekly)),
    ...entryChanges(old.ranges.filter(isAhead), now.ranges.filter(isAhead), ({ windows }) => windowsText(windows)),
    ...entryChanges(old.closures.filter(isAhead), now.closures.filter(isAhead), () => never),
    ...holidayChange(old.holidays, now.holidays),
  ];
}

function weekChange(old: Weekly | null, now: Weekly | null): InLanguages[] {
  const [was, is] = [hoursOf(old), hoursOf(now)];
  return was.zh === is.zh ? [] : [{ zh: `从${was.zh}变更为${is.zh}`, en: `change from ${was.en} to ${is.en}` }];
}

function hoursOf(week: Weekly | null): InLanguages {
  if (week === null) return always;
  const [zh, en] = [receptionHoursText(week), receptionHoursText(week, 'en')];
  return zh === null || en === null ? never : { zh, en };
}

interface Entry extends DateSpan {
  readonly name: string;
}

/** Entries are known by name and dates: what is new, what has other hours, and what is gone. */
function entryChanges<E extends Entry>(old: readonly E[], now: readonly E[], hours: (entry: E) => InLanguages): InLanguages[] {
  const twin = (of: E, among: readonly E[]): E | undefined =>
    among.find(({ name, from, to }) => name === of.name && from === of.from && to === of.to);
  return [
    ...now.flatMap((entry) => {
      const before = twin(entry, old);
      if (before === undefined) return [added(entry, hours(entry))];
      return hours(before).zh === hours(entry).zh ? [] : [changed(entry, hours(before), hours(entry))];
    }),
    ...old.flatMap((entry) => (twin(entry, now) === undefined ? [gone(entry, hours(entry))] : [])),
  ];
}

const spanOf = ({ from, to }: DateSpan): InLanguages =>
  from === to ? { zh: from, en: from } : { zh: `${from}至${to}`, en: `${from} to ${to}` };

function added(entry: Entry, hours: InLanguages): InLanguages {
  const span = spanOf(entry);
  if (hours === never) return { zh: `${span.zh}休息(${entry.name})`, en: `are suspended on ${span.en} (${entry.name})` };
  return { zh: `${span.zh}为${hours.zh}(${entry.name})`, en: `are ${hours.en} on ${span.en} (${entry.name})` };
}

function changed(entry: Entry, was: InLanguages, is: InLanguages): InLanguages {
  const span = spanOf(entry);
  return {
    zh: `${span.zh}从${was.zh}变更为${is.zh}(${entry.name})`,
    en: `change from ${was.en} to ${is.en} on ${span.en} (${entry.name})`,
  };
}

function gone(entry: Entry, hours: InLanguages): InLanguages {
  const span = spanOf(entry);
  if (hours === never) return { zh: `${span.zh}不再休息(${entry.name})`, en: `are no longer suspended on ${span.en} (${entry.name})` };
  return { zh: `${span.zh}不再为${hours.zh}(${entry.name})`, en: `are no longer ${hours.en} on ${span.en} (${entry.name})` };
}
