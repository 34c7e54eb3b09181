import { compile } from './compile';
import type { Reception } from './reception';
import type { ReceptionRules } from './schedule';

/** Whether the shop, or one of its groups, receives at an instant, and why. */
export const evaluate = (rules: ReceptionRules, at: Date, groupId: string | null = null): Reception =>
  compile(rules, groupId).at(at.getTime());

/** The same as a yes or no. */
export const isOpen = (rules: ReceptionRules, at: Date, groupId: string | null = null): boolean => evaluate(rules, at, groupId).open;
