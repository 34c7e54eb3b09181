import type { Language } from './language';
import type { DateSpan } from './schedule';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Dates as a buyer reads them: 2月15日至2月23日; in English Feb 15–Feb 23. */
export function printDates({ from, to }: DateSpan, language: Language): string {
  const dates = [...new Set([from, to])].map((date) => printDate(date, language));
  return dates.join(language === 'zh' ? '至' : '–');
}

function printDate(date: string, language: Language): string {
  const [month, day] = [Number(date.slice(5, 7)), Number(date.slice(8))];
  return language === 'zh' ? `${month}月${day}日` : `${months[month - 1]} ${day}`;
}
