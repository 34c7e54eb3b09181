import type { TimedShift } from '../../on-shift/domain/on-shift';
import type { Login } from './login';

/** LATE: logged in after the shift began. NOT_YET: it goes on, and nobody has come. ABSENT: it is over, and nobody came. */
export type LateKind = 'LATE' | 'NOT_YET' | 'ABSENT';

/** A shift whose agent was not there on time (STF-26). */
export interface LateLogin extends TimedShift {
  readonly kind: LateKind;
  readonly onlineAt: Date | null;
  /** Whole minutes after the start, until now where nobody has come yet; null where nobody came. */
  readonly lateMinutes: number | null;
}

const minuteMs = 60_000;

/** Of the shifts that have begun those whose agent was late by a minute or more, in the order given: rosters are made of minutes. */
export function lateLogins(shifts: readonly TimedShift[], logins: readonly Login[], now: Date): LateLogin[] {
  const ofAgent = new Map<string, Login[]>();
  for (const login of logins) ofAgent.set(login.agentId, [...(ofAgent.get(login.agentId) ?? []), login]);
  return shifts.flatMap((timed) => lateness(timed, ofAgent.get(timed.shift.agentId) ?? [], now) ?? []);
}

function lateness(timed: TimedShift, logins: readonly Login[], now: Date): LateLogin | undefined {
  const { start, end } = timed;
  const during = logins.filter(({ from, to }) => from < end && (to === null || to > start)).map(({ from }) => from.getTime());
  const onlineAt = during.length > 0 ? new Date(Math.min(...during)) : null;
  if (onlineAt === null && now >= end) return { ...timed, kind: 'ABSENT', onlineAt, lateMinutes: null };
  const lateMinutes = Math.floor(((onlineAt ?? now).getTime() - start.getTime()) / minuteMs);
  return lateMinutes < 1 ? undefined : { ...timed, kind: onlineAt === null ? 'NOT_YET' : 'LATE', onlineAt, lateMinutes };
}
