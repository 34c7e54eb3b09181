import { businessDateAt, weekInForce, type TimeWindow } from '#libs/calendar/index';
import type { Deps, ReadDeps } from '../../deps';
import { withRules } from '../../reception/app/load-rules';
import { weeksNeeded, type AdviceRules } from '../domain/advice-grounds';
import { advise, type Advice } from '../domain/advise';
import { openSlots } from '../domain/open-slots';
import { proposeWindows, type ProposalRules } from '../domain/propose-windows';
import { datesOf, historyOf, type VolumeHistory } from '../domain/volume-history';
import { profileOf, type DayProfile, type ProfileFactors } from '../domain/volume-profile';
import { loadDays } from '../store/volume-days';
import type { ReceptionRules } from '#libs/calendar/index';

export interface ProfileQuery extends ProfileFactors, ProposalRules {
  readonly weeks: number;
}

export interface VolumeProfile {
  readonly from: string;
  readonly to: string;
  readonly days: readonly (DayProfile & { readonly proposed: readonly TimeWindow[] })[];
}

type Needs = Pick<Deps, 'clock'> & ReadDeps;

/** The volume of the last weeks with its peaks and lows, and windows that would cover the peaks (SCH-23). */
export const readProfile = (deps: Needs, shopId: string, query: ProfileQuery): Promise<VolumeProfile> =>
  withHistory(deps, shopId, query.weeks, (history, _rules, today) => ({
    ...datesOf(today, query.weeks),
    days: profileOf(history, query).map((day) => ({ ...day, proposed: proposeWindows(day, query) })),
  }));

/** Whether longer hours would serve, by the week that is in force now (SCH-24). */
export const readAdvice = (deps: Needs, shopId: string, rules: AdviceRules): Promise<Advice[]> =>
  withHistory(deps, shopId, weeksNeeded(rules), (history, reception) =>
    advise(history, openSlots(weekInForce(reception, deps.clock.now())), rules),
  );

const withHistory = <R>(
  deps: Needs,
  shopId: string,
  weeks: number,
  read: (history: VolumeHistory, rules: ReceptionRules, today: string) => R,
): Promise<R> => {
  const now = deps.clock.now();
  return withRules(deps, { shopId, subject: null, from: now }, async (rules, tx) => {
    const today = businessDateAt(now, rules.zone);
    return read(historyOf(await loadDays(tx, shopId, datesOf(today, weeks)), today, weeks), rules, today);
  });
};
