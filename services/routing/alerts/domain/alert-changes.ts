import type { AlertKind, AlertView } from './routing-alerts';

/** An alert that managers were told of, and not yet that it is over. */
export interface ToldAlert {
  readonly key: string;
  readonly alertId: string;
  readonly kind: AlertKind;
  readonly raisedAt: string;
}

export interface AlertChanges {
  readonly raised: readonly { readonly told: ToldAlert; readonly alert: AlertView }[];
  readonly cleared: readonly ToldAlert[];
  /** All that are open from then on. */
  readonly open: readonly ToldAlert[];
}

/** What an alert is about, as text: of each key at most one is open. Its cause, its figures and its agents may change meanwhile. */
export const alertKey = ({ kind, pool, groupId }: AlertView): string => [kind, pool ?? groupId].filter((part) => part !== null).join(' ');

/** What managers are to be told, from what they were told and what is amiss now. */
export function alertChanges(told: readonly ToldAlert[], alerts: readonly AlertView[], newId: () => string, now: Date): AlertChanges {
  const amiss = new Map(alerts.map((alert) => [alertKey(alert), alert]));
  const known = new Set(told.map(({ key }) => key));
  const raised = [...amiss]
    .filter(([key]) => !known.has(key))
    .map(([key, alert]) => ({ told: { key, alertId: newId(), kind: alert.kind, raisedAt: now.toISOString() }, alert }));
  const stays = told.filter(({ key }) => amiss.has(key));
  return {
    raised,
    cleared: told.filter(({ key }) => !amiss.has(key)),
    open: [...stays, ...raised.map((one) => one.told)],
  };
}

/** How grave it is: nobody serves, or a buyer waits who need not. */
export const gradeOfAlert = (kind: AlertKind): 'WARNING' | 'BREACH' =>
  kind === 'BUYER_STARVED' || kind === 'NOBODY_ONLINE' ? 'BREACH' : 'WARNING';
