import { refuse, type Refusal } from '#libs/platform/errors';

/** How far a channel's clock may be ahead of ours. An instant of the far future would beat every later report. */
const aheadMs = 5 * 60_000;

/** Refuses the first of these instants, by its field, that lies further ahead than clocks differ. */
export function refuseFuture(instants: Readonly<Record<string, Date | null>>, now: Date): Refusal | undefined {
  const field = Object.entries(instants).find(([, at]) => at !== null && at.getTime() > now.getTime() + aheadMs)?.[0];
  return field === undefined
    ? undefined
    : refuse('BAD_USER_INPUT', `${field} lies in the future.`, { field, expected: 'an instant at most 5 minutes from now' });
}
