import { falls, rises, staysAbove } from './trend';
import type { VolumeDay } from './volume-day';
import { placeOf, type VolumeHistory } from './volume-history';
import { ratio, sum } from './volume-profile';

/** What has to be seen before advice is given. */
export interface AdviceRules {
  /** Consultations of a half hour that are many outside the hours: more than so many in each of the last weeks. */
  readonly threshold: number;
  readonly weeks: number;
  /** Keeps rising: so many increases in a row. */
  readonly increases: number;
  /** Satisfaction falls: so many decreases in a row. */
  readonly decreases: number;
  /** First replies miss the target when their mean over the last weeks takes longer. */
  readonly replyTargetMs: number;
  /** Complaints outside the hours on one day of the week, over the last weeks, that are enough. */
  readonly complaints: number;
}

export const adviceReasons = [
  'OUT_OF_HOURS_HIGH',
  'OUT_OF_HOURS_RISING',
  'OUT_OF_HOURS_COMPLAINTS',
  'IN_HOURS_RISING_AND_SLOW',
  'SATISFACTION_FALLS',
] as const;

export type AdviceReason = (typeof adviceReasons)[number];

/** How many weeks a look at the rules needs. */
export const weeksNeeded = ({ weeks, increases, decreases }: AdviceRules): number => Math.max(weeks, increases + 1, decreases + 1);

/** Why a longer window would serve a half hour of the week (SCH-24). */
export function groundsOf(history: VolumeHistory, weekSlot: number, isOpen: boolean, rules: AdviceRules): AdviceReason[] {
  const { dates, slot } = placeOf(history, weekSlot);
  const consultations = dates.map((day) => day?.consultations[slot]);
  const isRising = rises(consultations, rules.increases);
  const satisfaction = dates.map((day) => sharesOf([{ day, slot }]) ?? undefined);
  const holds: Record<AdviceReason, boolean> = {
    OUT_OF_HOURS_HIGH: !isOpen && staysAbove(consultations, rules.weeks, rules.threshold),
    OUT_OF_HOURS_RISING: !isOpen && isRising,
    OUT_OF_HOURS_COMPLAINTS: !isOpen && complaintsOf(history, [weekSlot], rules.weeks) > 0,
    IN_HOURS_RISING_AND_SLOW: isOpen && isRising && (meanReplyMs(history, [weekSlot], rules.weeks) ?? 0) > rules.replyTargetMs,
    SATISFACTION_FALLS: falls(satisfaction, rules.decreases),
  };
  return adviceReasons.filter((reason) => holds[reason]);
}

/** The mean time to the first replies of the last weeks; null without any. */
export function meanReplyMs(history: VolumeHistory, slots: readonly number[], weeks: number): number | null {
  const seen = lastSeen(history, slots, weeks);
  const replies = sum(seen.map(({ day, slot }) => day?.replies?.[slot] ?? 0));
  return ratio(sum(seen.map(({ day, slot }) => (day?.replies?.[slot] ?? 0) * (day?.meanReplyMs?.[slot] ?? 0))), replies);
}

/** Complaints of the last weeks. */
export const complaintsOf = (history: VolumeHistory, slots: readonly number[], weeks: number): number =>
  sum(lastSeen(history, slots, weeks).map(({ day, slot }) => day?.complaints?.[slot] ?? 0));

/** The share of good ratings, week by week, oldest first; null without ratings. */
export const satisfactionOf = (history: VolumeHistory, slots: readonly number[], weeks: number): (number | null)[] =>
  Array.from({ length: weeks }, (_, week) => sharesOf(slots.map((weekSlot) => ofWeek(history, weekSlot, week - weeks))));

/** Consultations, week by week, oldest first. */
export const consultationsOf = (history: VolumeHistory, slots: readonly number[], weeks: number): number[] =>
  Array.from({ length: weeks }, (_, week) =>
    sum(slots.map((weekSlot) => ofWeek(history, weekSlot, week - weeks)).map(({ day, slot }) => day?.consultations[slot] ?? 0)),
  );

/** One half hour of one date; the date is undefined where nothing is known of it. */
interface Seen {
  readonly day: VolumeDay | undefined;
  readonly slot: number;
}

function ofWeek(history: VolumeHistory, weekSlot: number, back: number): Seen {
  const { dates, slot } = placeOf(history, weekSlot);
  return { day: dates.at(back), slot };
}

const lastSeen = (history: VolumeHistory, slots: readonly number[], weeks: number): Seen[] =>
  slots.flatMap((weekSlot) => Array.from({ length: weeks }, (_, week) => ofWeek(history, weekSlot, week - weeks)));

const sharesOf = (seen: readonly Seen[]): number | null =>
  ratio(sum(seen.map(({ day, slot }) => day?.satisfied?.[slot] ?? 0)), sum(seen.map(({ day, slot }) => day?.rated?.[slot] ?? 0)));
