import type { TimeWindow } from '#libs/calendar/index';
import { slotMinutes, slotsPerDay } from './volume-day';
import type { DayProfile, SlotProfile } from './volume-profile';

export interface ProposalRules {
  /** No window is shorter. */
  readonly minimumMinutes: number;
  /** Windows with no more than this between them are one. */
  readonly gapMinutes: number;
}

/** Half hours `[first, end)`. */
interface Span {
  readonly first: number;
  readonly end: number;
}

/** Windows of a day that cover its peaks (SCH-23); none on a day without peaks. */
export function proposeWindows({ slots }: DayProfile, { minimumMinutes, gapMinutes }: ProposalRules): TimeWindow[] {
  const gap = Math.floor(gapMinutes / slotMinutes);
  const minimum = Math.ceil(minimumMinutes / slotMinutes);
  const peaks = slots.filter(({ level }) => level === 'PEAK').map(({ slot }) => ({ first: slot, end: slot + 1 }));
  const windows = joined(
    joined(peaks, gap).map((span) => widened(span, slots, minimum)),
    gap,
  );
  return windows.map(({ first, end }) => ({ start: first * slotMinutes, end: end * slotMinutes }));
}

/** Spans in order, those close to each other made one. */
function joined(spans: readonly Span[], gap: number): Span[] {
  const kept: Span[] = [];
  for (const span of spans) {
    const last = kept.at(-1);
    if (last && span.first - last.end <= gap)
      kept[kept.length - 1] = { first: Math.min(last.first, span.first), end: Math.max(last.end, span.end) };
    else kept.push(span);
  }
  return kept;
}

/** A span that is long enough: it grows towards the busier side, the later one where both are alike. */
function widened(span: Span, slots: readonly SlotProfile[], minimum: number): Span {
  if (span.end - span.first >= minimum) return span;
  const [earlier, later] = [slots[span.first - 1], slots[span.end]];
  const growsLater = later !== undefined && (earlier === undefined || later.consultations >= earlier.consultations);
  return widened(growsLater ? { ...span, end: span.end + 1 } : { ...span, first: span.first - 1 }, slots, Math.min(minimum, slotsPerDay));
}
