import { shiftTime, type Shift } from './shift';

/** Two shifts of one agent that overlap; shifts that touch do not. Undefined where there are none. */
export function doubleBooking(zone: string, shifts: readonly Shift[]): readonly [Shift, Shift] | undefined {
  const ofAgent = new Map<string, { readonly shift: Shift; readonly start: number; readonly end: number }[]>();
  for (const shift of shifts) {
    const { start, end } = shiftTime(zone, shift);
    const list = ofAgent.get(shift.agentId) ?? [];
    list.push({ shift, start: start.getTime(), end: end.getTime() });
    ofAgent.set(shift.agentId, list);
  }
  for (const list of ofAgent.values()) {
    list.sort((a, b) => a.start - b.start);
    let longest = list[0]!;
    for (const next of list.slice(1)) {
      if (next.start < longest.end) return [longest.shift, next.shift];
      if (next.end > longest.end) longest = next;
    }
  }
  return undefined;
}
