import { includes } from './date-span';
import type { Rule } from './reception';
import type { HoursRules, Weekly } from './schedule';

/** The week that is valid on a date, before exceptions. */
export interface BaseWeek {
  readonly rule: Rule | null;
  /** null = no limit. */
  readonly weekly: Weekly | null;
}

const weeklyRule: Rule = { kind: 'WEEKLY', name: null };
const outsideSeasons: BaseWeek = { rule: { kind: 'SEASON', name: null }, weekly: Array.from({ length: 7 }, () => []) };

/** The season's week, else the one that is always valid; with seasons only, dates outside them are closed (SCH-12, RES-51). */
export function baseWeek({ weekly, seasons }: HoursRules, date: string): BaseWeek {
  const season = seasons.find((span) => includes(span, date));
  if (season) return { rule: { kind: 'SEASON', name: season.name }, weekly: season.weekly };
  if (weekly) return { rule: weeklyRule, weekly };
  return seasons.length > 0 ? outsideSeasons : { rule: null, weekly: null };
}
