import { printWindow, type InLanguages, type TimeWindow } from '#libs/calendar/index';

export const always: InLanguages = { zh: '全天', en: 'all day' };
export const never: InLanguages = { zh: '休息', en: 'closed' };

/** The windows of one day; without any it is closed. */
export function windowsText(windows: readonly TimeWindow[]): InLanguages {
  const texts = windows.map(printWindow);
  return texts.length === 0 ? never : { zh: texts.join('、'), en: texts.join(', ') };
}
