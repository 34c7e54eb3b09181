import { slotsPerDay, type VolumeDay } from './volume-day';
import type { VolumeHistory } from './volume-history';

/** What is busier or calmer than usual on a day of the week. */
export interface ProfileFactors {
  /** A peak is greater than so many times the mean of its day. */
  readonly peakFactor: number;
  /** A low is under so many times the mean of its day. */
  readonly lowFactor: number;
}

export interface SlotProfile {
  /** 0 = 00:00-00:30. */
  readonly slot: number;
  readonly level: 'PEAK' | 'NORMAL' | 'LOW';
  readonly consultations: number;
  readonly mean: number | null;
  readonly replies: number;
  readonly meanReplyMs: number | null;
  readonly rated: number;
  readonly satisfied: number;
  readonly complaints: number;
}

/** One day of the week over all dates known of it. */
export interface DayProfile {
  /** 0 = Monday. */
  readonly weekday: number;
  readonly dates: number;
  readonly consultations: number;
  /** Consultations of a half hour; null when no date is known. */
  readonly mean: number | null;
  readonly slots: readonly SlotProfile[];
}

/** Consultations by day of week and half hour, with peaks and lows (SCH-23, RES-61). */
export const profileOf = (history: VolumeHistory, factors: ProfileFactors): DayProfile[] =>
  history.map((dates, weekday) =>
    dayProfile(
      weekday,
      dates.filter((day) => day !== undefined),
      factors,
    ),
  );

function dayProfile(weekday: number, days: readonly VolumeDay[], factors: ProfileFactors): DayProfile {
  const consultations = sum(days.map((day) => sum(day.consultations)));
  const slots = Array.from({ length: slotsPerDay }, (_, slot) => slotProfile(days, slot, consultations, factors));
  return { weekday, dates: days.length, consultations, mean: ratio(consultations, days.length * slotsPerDay), slots };
}

function slotProfile(days: readonly VolumeDay[], slot: number, ofDay: number, factors: ProfileFactors): SlotProfile {
  const total = (counts: (day: VolumeDay) => readonly number[] | null): number => sum(days.map((day) => counts(day)?.[slot] ?? 0));
  const consultations = total((day) => day.consultations);
  const replies = total((day) => day.replies);
  const replyMs = sum(days.map((day) => (day.replies?.[slot] ?? 0) * (day.meanReplyMs?.[slot] ?? 0)));
  const meanReplyMs = ratio(replyMs, replies);
  return {
    slot,
    level: levelOf(consultations * slotsPerDay, ofDay, factors),
    consultations,
    mean: ratio(consultations, days.length),
    replies,
    meanReplyMs: meanReplyMs === null ? null : Math.round(meanReplyMs),
    rated: total((day) => day.rated),
    satisfied: total((day) => day.satisfied),
    complaints: total((day) => day.complaints),
  };
}

/** Both are 48 times the mean per half hour, so that whole numbers are compared. */
function levelOf(ofSlot: number, ofDay: number, { peakFactor, lowFactor }: ProfileFactors): SlotProfile['level'] {
  if (ofSlot > peakFactor * ofDay) return 'PEAK';
  return ofSlot < lowFactor * ofDay ? 'LOW' : 'NORMAL';
}

export const sum = (counts: readonly number[]): number => counts.reduce((all, each) => all + each, 0);

/** Null where nothing was counted. */
export const ratio = (numerator: number, denominator: number): number | null => (denominator === 0 ? null : numerator / denominator);
