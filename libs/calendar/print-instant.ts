import type { Language } from './language';

/** An instant as a buyer of the shop's zone reads it: 3月3日10:00; in English Mar 3, 10:00. */
export function printInstant(instant: Date, timeZone: string, language: Language = 'zh'): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    month: language === 'zh' ? 'numeric' : 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((each) => each.type === type)?.value ?? '';
  const time = `${part('hour')}:${part('minute')}`;
  return language === 'zh' ? `${part('month')}月${part('day')}日${time}` : `${part('month')} ${part('day')}, ${time}`;
}
