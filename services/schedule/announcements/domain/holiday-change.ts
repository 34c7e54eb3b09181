import type { HolidayPolicy, InLanguages } from '#libs/calendar/index';
import { windowsText } from './hours-in-words';

const days: readonly InLanguages[] = [
  { zh: '周一', en: 'Monday' },
  { zh: '周二', en: 'Tuesday' },
  { zh: '周三', en: 'Wednesday' },
  { zh: '周四', en: 'Thursday' },
  { zh: '周五', en: 'Friday' },
  { zh: '周六', en: 'Saturday' },
  { zh: '周日', en: 'Sunday' },
];

/** What becomes of statutory holidays and of make-up workdays, where that changes (SCH-25, SCH-26). */
export function holidayChange(old: HolidayPolicy | null, now: HolidayPolicy | null): InLanguages[] {
  const pairs = [
    [holidays(old), holidays(now)],
    [workdays(old), workdays(now)],
  ] as const;
  return pairs.flatMap(([was, is]) => (was.zh === is.zh ? [] : [is]));
}

const unchanged: InLanguages = { zh: '法定节假日与平日相同', en: 'are as on other days on statutory holidays' };

function holidays(policy: HolidayPolicy | null): InLanguages {
  if (policy === null) return unchanged;
  switch (policy.rule) {
    case 'CLOSED':
      return { zh: '法定节假日休息', en: 'are suspended on statutory holidays' };
    case 'AS_WEEKEND':
      return asOn('法定节假日', 'statutory holidays', days[6]!);
    case 'AS_WEEKDAY':
      return asOn('法定节假日', 'statutory holidays', days[0]!);
    case 'AS_CUSTOM': {
      const hours = windowsText(policy.windows);
      return { zh: `法定节假日为${hours.zh}`, en: `are ${hours.en} on statutory holidays` };
    }
    case 'IGNORE':
      return unchanged;
    default:
      return policy.rule satisfies never;
  }
}

function workdays(policy: HolidayPolicy | null): InLanguages {
  if (!policy?.followMakeUpWorkdays) return { zh: '调休上班日与平日相同', en: 'are as on other days on make-up workdays' };
  return asOn('调休上班日', 'make-up workdays', days[policy.makeUpDay - 1] ?? days[0]!);
}

const asOn = (zh: string, en: string, day: InLanguages): InLanguages => ({
  zh: `${zh}与${day.zh}相同`,
  en: `are as on a ${day.en} on ${en}`,
});
