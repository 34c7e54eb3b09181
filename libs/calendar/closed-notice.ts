import type { Language } from './language';
import { fillIn, placeholdersOf, withNames } from './placeholders';
import { printInstant } from './print-instant';

/** What a shop says when it has no text of its own (SCH-14, SCH-15). `known` stands for what is known of its hours. */
const ownTexts = {
  zh: {
    closed: (known: string) => `您好,现在不在工作时间,客服暂时无法回复。${known}。请届时再来,或先留言,我们上班后会尽快回复您。`,
    openEnded: '您好,现在不在工作时间,客服暂时无法回复。请先留言,我们恢复接待后会尽快回复您。',
    hours: '接待时间:',
    opening: '下次接待时间:',
    and: ';',
    inPlaceOfHours: '下次接待时间为',
    unknown: '另行通知',
  },
  en: {
    closed: (known: string) =>
      `Hello, we are outside our working hours and cannot answer now. ${known}. Please come back then, or leave a message: we answer as soon as we are back.`,
    openEnded:
      'Hello, we are outside our working hours and cannot answer now. Please leave a message: we answer as soon as we receive buyers again.',
    hours: 'Reception hours: ',
    opening: 'Next reception: ',
    and: '; ',
    inPlaceOfHours: 'from ',
    unknown: 'to be announced',
  },
} as const;

export interface NoticeHours {
  /** The hours of the rule that decides, as printed by schedule in the language of the shop's buyers (RES-58); null when there are none. */
  readonly receptionHours: string | null;
  readonly nextOpeningAt: Date | null;
  readonly timeZone: string;
  readonly language: Language;
}

/** What can stand in braces in a closed notice, by the name that is kept; the others are aliases (RES-58). */
export const noticePlaceholders = {
  receptionHours: ['receptionHours', '具体接待时间'],
  nextOpening: ['nextOpening', '下次接待时间'],
} as const;

/** As they were filled before placeholders were checked at save. */
const older = { ...noticePlaceholders, receptionHours: [...noticePlaceholders.receptionHours, '接待时间'] };

/** The placeholders of a notice under the names that are kept, and those that nobody knows. */
export const placeholdersIn = (text: string) => placeholdersOf(noticePlaceholders, text);

/** The notice with each alias under the name that is kept. */
export const withKeptNames = (text: string): string => withNames(noticePlaceholders, text);

/** What the placeholders of a text are filled with, for a closed shop; until something is known, that it will be told. */
export function noticeValues({
  receptionHours,
  nextOpeningAt,
  timeZone,
  language,
}: NoticeHours): Record<keyof typeof noticePlaceholders, string> {
  const { inPlaceOfHours, unknown } = ownTexts[language];
  const opening = nextOpeningAt && printInstant(nextOpeningAt, timeZone, language);
  return { receptionHours: receptionHours ?? (opening ? inPlaceOfHours + opening : unknown), nextOpening: opening ?? unknown };
}

/** The closed notice: the shop's template, or ours, with its hours and the next opening filled in. */
export function closedNotice(template: string | null, hours: NoticeHours): string {
  const values = noticeValues(hours);
  if (template !== null) return fillIn(older, template, values);
  const own = ownTexts[hours.language];
  const known = [
    hours.receptionHours !== null && own.hours + hours.receptionHours,
    hours.nextOpeningAt !== null && own.opening + values.nextOpening,
  ].filter((each) => each !== false);
  return known.length === 0 ? own.openEnded : own.closed(known.join(own.and));
}
