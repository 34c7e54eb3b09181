import { endOf } from './date-openings';
import type { TimeWindow } from './schedule';

/** The first two windows of one day that overlap, as indices (SCH-6); windows of different days may (RES-50). */
export function findOverlap(windows: readonly TimeWindow[]): readonly [number, number] | undefined {
  const order = windows.map((_, index) => index).sort((a, b) => windows[a]!.start - windows[b]!.start);
  for (let place = 1; place < order.length; place += 1) {
    const [before, after] = [order[place - 1]!, order[place]!];
    if (windows[after]!.start < endOf(windows[before]!)) return [before, after];
  }
  return undefined;
}
