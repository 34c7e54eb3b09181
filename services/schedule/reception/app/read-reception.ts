import {
  evaluate,
  isRepresentable,
  nextChange,
  receptionHoursText,
  weekInForce,
  type Override,
  type Reception,
  type ReceptionRules,
} from '#libs/calendar/index';
import type { ReadDeps } from '../../deps';
import { actsAt } from '../../overrides/domain/request-override';
import type { Subject } from '../../hours/store/versions';
import { withRules } from './load-rules';

export interface ReceptionAnswer extends Reception {
  readonly override: Override | null;
  readonly nextChangeAt: Date | null;
  readonly receptionHours: string | null;
}

/** Whether a shop, or one of its groups, receives at an instant, why, and when that changes. */
export const readReception = (deps: ReadDeps, shopId: string, at: Date, subject: Subject = null): Promise<ReceptionAnswer> =>
  withRules(deps, { shopId, subject, from: at }, (rules) => receptionAt(rules, at, subject));

/** What rules say of an instant; a change after the year 9999 is none. */
export function receptionAt(rules: ReceptionRules, at: Date, subject: Subject): ReceptionAnswer {
  const next = nextChange(rules, at, subject);
  return {
    ...evaluate(rules, at, subject),
    override: rules.override && actsAt(rules.override, at) ? rules.override : null,
    nextChangeAt: next && isRepresentable(next) ? next : null,
    receptionHours: receptionHoursText(weekInForce(rules, at, subject)),
  };
}
