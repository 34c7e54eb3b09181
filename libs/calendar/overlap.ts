import type { TimeWindow } from './schedule';

/** End of a window in minutes from its day's midnight, past 1440 when it runs over midnight. */
const reach = ({ start, end }: TimeWindow): number => (end <= start ? end + 1_440 : end);

/** The first two windows of one day that overlap, as indices (SCH-6); windows of different days may (RES-50). */
export function findOverlap(windows: readonly TimeWindow[]): readonly [number, number] | undefined {
  const order = windows.map((_, index) => index).sort((a, b) => windows[a]!.start - windows[b]!.start);
  for (let place = 1; place < order.length; place += 1) {
    const [before, after] = [order[place - 1]!, order[place]!];
    if (windows[after]!.start < reach(windows[before]!)) return [before, after];
  }
  return undefined;
}
