import type { ReceptionRules, ScheduleVersion, Weekly } from './schedule';

/** What decides at an instant: always open, always closed, or the week's windows. It holds until the next change of the rules. */
export type Ruling =
  | { readonly kind: 'holiday'; readonly version: number | null }
  | { readonly kind: 'no-limit'; readonly version: number | null }
  | { readonly kind: 'weekly'; readonly version: number; readonly weekly: Weekly };

/** The version in force at an instant: the latest to have begun; of two that begin together, the one saved later (SCH-11, RES-52). */
export function versionInForce(versions: readonly ScheduleVersion[], at: Date): ScheduleVersion | undefined {
  let best: ScheduleVersion | undefined;
  for (const candidate of versions) {
    if (candidate.effectiveFrom > at) continue;
    if (best === undefined || supersedes(candidate, best)) best = candidate;
  }
  return best;
}

const supersedes = (a: ScheduleVersion, b: ScheduleVersion): boolean =>
  a.effectiveFrom > b.effectiveFrom || (a.effectiveFrom.getTime() === b.effectiveFrom.getTime() && a.version > b.version);

/** Holiday mode stands above all (SCH-28, RES-50); nothing saved, or a version without limits, is no limit (SCH-10). */
export function rulingAt({ versions, holidayMode }: ReceptionRules, at: Date): Ruling {
  const inForce = versionInForce(versions, at);
  const version = inForce?.version ?? null;
  if (holidayMode && holidayMode.from <= at && (holidayMode.to === null || at < holidayMode.to)) return { kind: 'holiday', version };
  return inForce?.weekly ? { kind: 'weekly', version: inForce.version, weekly: inForce.weekly } : { kind: 'no-limit', version };
}

/** Every instant at which a version begins or holiday mode begins or ends, in order. */
export function rulingChanges({ versions, holidayMode }: ReceptionRules): Date[] {
  const instants = versions.map(({ effectiveFrom }) => effectiveFrom);
  if (holidayMode) instants.push(holidayMode.from, ...(holidayMode.to ? [holidayMode.to] : []));
  return instants.sort((a, b) => a.getTime() - b.getTime());
}
