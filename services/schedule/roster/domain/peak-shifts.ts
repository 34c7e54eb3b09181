import { profileOf } from '../../volume/domain/volume-profile';
import type { VolumeHistory } from '../../volume/domain/volume-history';
import { slotMinutes } from './required-agents';
import { weekdayOf } from './dates';
import type { PeakOf } from './shift-plan';

const minutesPerDay = 1_440;
const slotsPerDay = minutesPerDay / slotMinutes;

/** The peaks of a shop's usual week (SCH-23), shift by shift. Half hours of which a shift has a part count for it. */
export function peaksOf(history: VolumeHistory): PeakOf {
  const week = profileOf(history, { peakFactor: 1, lowFactor: 0 }).map(({ slots }) =>
    slots.map(({ level, consultations }) => (level === 'PEAK' ? consultations : 0)),
  );
  return (date, { start, end }) => {
    const until = end <= start ? end + minutesPerDay : end;
    let found = 0;
    for (let slot = Math.floor(start / slotMinutes); slot * slotMinutes < until; slot += 1)
      found += week[(weekdayOf(date) + Math.floor(slot / slotsPerDay)) % 7]?.[slot % slotsPerDay] ?? 0;
    return found;
  };
}
