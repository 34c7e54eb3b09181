import { rememberedOpenings } from './date-openings';
import { hoursStretches, type DatesOfZone } from './hours-stretches';
import { sameReception, type Reception } from './reception';
import { rulesInForce, type RulesInForce, type Ruling } from './rules-in-force';
import type { ReceptionRules } from './schedule';
import type { Stretch } from './stretch';
import { dayMs } from './units';

/** The answers of one shop or group through time. Each UTC day is worked out once, when it is first asked for. */
export interface Timeline {
  readonly zone: string;
  readonly inForce: RulesInForce;
  at(instant: number): Reception;
  /** The stretches of the UTC day with that number, in order and without gaps. */
  day(number: number): readonly Stretch[];
}

/** Four years. */
const daysKept = 1_500;

export const dayOf = (instant: number): number => Math.floor(instant / dayMs);

export function createTimeline(rules: ReceptionRules, groupId: string | null): Timeline {
  const inForce = rulesInForce(rules, groupId);
  const dates = { zone: rules.zone, openingsOf: rememberedOpenings(rules.zone) };
  const days = new Map<number, readonly Stretch[]>();
  const day = (number: number): readonly Stretch[] => {
    const known = days.get(number);
    if (known) return known;
    const stretches = joined(workOut(dates, inForce, number * dayMs));
    if (days.size >= daysKept) days.clear();
    days.set(number, stretches);
    return stretches;
  };
  return { zone: rules.zone, inForce, at: (instant) => stretchAt(day(dayOf(instant)), instant).reception, day };
}

function stretchAt(stretches: readonly Stretch[], instant: number): Stretch {
  let place = stretches.length - 1;
  while (place > 0 && stretches[place]!.from > instant) place -= 1;
  return stretches[place]!;
}

function workOut(dates: DatesOfZone, { changes, rulingAt }: RulesInForce, from: number): Stretch[] {
  const to = from + dayMs;
  const starts = [from, ...changes.filter((change) => from < change && change < to)];
  return starts.flatMap((start, index) => ruledStretches(dates, rulingAt(start), start, starts[index + 1] ?? to));
}

/** Holiday mode stands above all (SCH-28), an override above the hours; nothing saved is no limit (SCH-10). */
function ruledStretches(dates: DatesOfZone, { holidayMode, override, version }: Ruling, from: number, to: number): Stretch[] {
  const throughout = (answer: Pick<Reception, 'open' | 'because' | 'rule'>): Stretch[] => [
    { from, to, reception: { ...answer, version: version?.version ?? null, calendarConfirmed: true } },
  ];
  if (holidayMode) return throughout({ open: false, because: 'HOLIDAY_MODE', rule: { kind: 'HOLIDAY_MODE', name: null } });
  if (override) return throughout({ open: override.open, because: 'OVERRIDE', rule: { kind: 'OVERRIDE', name: override.reason } });
  return version ? hoursStretches(dates, version, from, to) : throughout({ open: true, because: 'NO_SCHEDULE', rule: null });
}

/** Neighbours with the same answer are one stretch. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const kept: Stretch[] = [];
  for (const stretch of stretches) {
    const last = kept.at(-1);
    if (last && sameReception(last.reception, stretch.reception)) kept[kept.length - 1] = { ...last, to: stretch.to };
    else kept.push(stretch);
  }
  return kept;
}
