import { slotsPerDay } from './volume-day';
import { slotsPerWeek, type VolumeHistory } from './volume-history';
import {
  adviceReasons,
  complaintsOf,
  consultationsOf,
  groundsOf,
  meanReplyMs,
  satisfactionOf,
  type AdviceReason,
  type AdviceRules,
} from './advice-grounds';
import { ratio, sum } from './volume-profile';
import { slotsOf, weekRuns, type WeekRun } from './week-runs';

/**
 * EXTEND: a window that is there reaches to the end of these half hours, or begins with them. OPEN: a window of its own, since none touches them. LENGTHEN: the
 * window that holds them should be longer; the figures do not say by how much.
 */
export type AdviceAction = 'EXTEND' | 'OPEN' | 'LENGTHEN';

/** A reason with the numbers it rests on. */
export interface Ground {
  readonly reason: AdviceReason;
  /** Week by week, oldest first: the share of good ratings for SATISFACTION_FALLS, else consultations. */
  readonly weekly: readonly (number | null)[];
  /** What was compared with the limit. */
  readonly value: number;
  readonly limit: number;
}

/** Advice about the same half hours of one or more days. */
export interface Advice {
  readonly action: AdviceAction;
  /** 0 = Monday. */
  readonly days: readonly number[];
  /** The half hours `[first, end)`; beyond 48 they are the next day's. */
  readonly first: number;
  readonly end: number;
  /** Of EXTEND: whether the window that is there begins earlier, and does not end later. */
  readonly isEarlier: boolean;
  readonly grounds: readonly Ground[];
}

/** Where longer hours would serve (SCH-24): outside the hours that are open, and inside of them. */
export function advise(history: VolumeHistory, open: readonly boolean[], rules: AdviceRules): Advice[] {
  const reasons = withEnoughComplaints(
    history,
    open.map((isOpen, slot) => groundsOf(history, slot, isOpen, rules)),
    rules,
  );
  const runsOf = (side: boolean): WeekRun[] => weekRuns(open.map((isOpen, slot) => isOpen === side && reasons[slot]!.length > 0));
  const parts = [...runsOf(false), ...runsOf(true)].map((run) => ({ run, ...actionFor(run, open), because: reasonsOf(run, reasons) }));
  const groups = new Map<string, (typeof parts)[number][]>();
  for (const part of parts) {
    const { run, action, isEarlier, because } = part;
    const key = JSON.stringify([action, isEarlier, run.first, run.length, because]);
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  return [...groups.values()].map((group) => {
    const { run, action, isEarlier, because } = group[0]!;
    const slots = group.flatMap((part) => slotsOf(part.run));
    const grounds = because.map((reason) =>
      groundFor(
        reason,
        slots.filter((slot) => reasons[slot]?.includes(reason)),
        history,
        rules,
      ),
    );
    return { action, isEarlier, days: group.map((part) => part.run.day), first: run.first, end: run.first + run.length, grounds };
  });
}

type ReasonsBySlot = readonly (readonly AdviceReason[])[];

/** A single complaint is no reason yet: those of one day of the week count together. */
function withEnoughComplaints(history: VolumeHistory, reasons: ReasonsBySlot, rules: AdviceRules): ReasonsBySlot {
  const enough = Array.from({ length: 7 }, (_, day) => {
    const slots = Array.from({ length: slotsPerDay }, (_slot, slot) => day * slotsPerDay + slot);
    const counted = slots.filter((slot) => reasons[slot]?.includes('OUT_OF_HOURS_COMPLAINTS'));
    return complaintsOf(history, counted, rules.weeks) >= rules.complaints;
  });
  return reasons.map((each, slot) =>
    enough[Math.floor(slot / slotsPerDay)] ? each : each.filter((reason) => reason !== 'OUT_OF_HOURS_COMPLAINTS'),
  );
}

const reasonsOf = (run: WeekRun, reasons: ReasonsBySlot): AdviceReason[] =>
  adviceReasons.filter((reason) => slotsOf(run).some((slot) => reasons[slot]?.includes(reason)));

function actionFor(run: WeekRun, open: readonly boolean[]): Pick<Advice, 'action' | 'isEarlier'> {
  const start = run.day * slotsPerDay + run.first;
  if (open[start]) return { action: 'LENGTHEN', isEarlier: false };
  if (open[(start + slotsPerWeek - 1) % slotsPerWeek]) return { action: 'EXTEND', isEarlier: false };
  const isEarlier = open[(start + run.length) % slotsPerWeek] ?? false;
  return { action: isEarlier ? 'EXTEND' : 'OPEN', isEarlier };
}

function groundFor(reason: AdviceReason, slots: readonly number[], history: VolumeHistory, rules: AdviceRules): Ground {
  const { weeks, increases, decreases, threshold, complaints, replyTargetMs } = rules;
  const volume = (last: number): number[] => consultationsOf(history, slots, last);
  switch (reason) {
    case 'OUT_OF_HOURS_HIGH':
      return { reason, weekly: volume(weeks), value: ratio(sum(volume(weeks)), weeks * slots.length) ?? 0, limit: threshold };
    case 'OUT_OF_HOURS_RISING':
      return { reason, weekly: volume(increases + 1), value: increases, limit: increases };
    case 'OUT_OF_HOURS_COMPLAINTS':
      return { reason, weekly: volume(weeks), value: complaintsOf(history, slots, weeks), limit: complaints };
    case 'IN_HOURS_RISING_AND_SLOW':
      return { reason, weekly: volume(increases + 1), value: Math.round(meanReplyMs(history, slots, weeks) ?? 0), limit: replyTargetMs };
    case 'SATISFACTION_FALLS':
      return { reason, weekly: satisfactionOf(history, slots, decreases + 1), value: decreases, limit: decreases };
    default:
      return reason satisfies never;
  }
}
