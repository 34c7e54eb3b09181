import type { Language } from './language';
import { formatTime } from './time-of-day';
import type { TimeWindow, Weekly } from './schedule';

const languages = {
  zh: { days: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'], to: '至', and: '、', then: ',', between: '' },
  en: { days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'], to: '–', and: ' and ', then: ', ', between: ' ' },
} as const;

/**
 * The hours as buyers read them (RES-58): runs of equal days, "周一至周五10:00-19:00,周六至周日11:00-18:00"; only the hours when all days are equal.
 * In English "Mon–Fri 10:00-19:00, Sat–Sun 11:00-18:00". Null when there is no limit or never a window.
 */
export function receptionHoursText(weekly: Weekly | null, language: Language = 'zh'): string | null {
  const { days, to: until, and, then, between } = languages[language];
  if (!weekly) return null;
  const texts = weekly.map((windows) => windows.map(printWindow).join(and));
  if (texts.every((text) => text === '')) return null;
  if (texts.every((text) => text === texts[0])) return texts[0]!;
  const runs: { from: number; to: number; text: string }[] = [];
  texts.forEach((text, day) => {
    const last = runs.at(-1);
    if (last && last.text === text) last.to = day;
    else runs.push({ from: day, to: day, text });
  });
  return runs
    .filter(({ text }) => text !== '')
    .map(({ from, to, text }) => `${days[from]}${to > from ? `${until}${days[to]}` : ''}${between}${text}`)
    .join(then);
}

/** A window as people read it: 10:00-19:00. */
export const printWindow = ({ start, end }: TimeWindow): string => `${formatTime(start)}-${formatTime(end)}`;
