import { baseWeek } from './base-week';
import { compile } from './compile';
import { dateNumberAt, dateNumberText } from './date-number';
import type { ReceptionRules, Weekly } from './schedule';

/** The week that is valid on the local date of an instant, its season's if it has one, exceptions left out; null without a limit. */
export function weekInForce(rules: ReceptionRules, at: Date, groupId: string | null = null): Weekly | null {
  const { version } = compile(rules, groupId).inForce.rulingAt(at.getTime());
  return version ? baseWeek(version, dateNumberText(dateNumberAt(rules.zone, at.getTime()))).weekly : null;
}
