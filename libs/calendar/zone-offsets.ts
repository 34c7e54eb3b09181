import { IANAZone } from 'luxon';
import { minuteMs, weekMs } from './units';

/** The offsets of one zone during one week from UTC midnight to UTC midnight: the first one, and the changes in their order. */
interface ZoneWeek {
  readonly first: number;
  readonly changes: readonly { readonly at: number; readonly offset: number }[];
}

const remembered = 10_000;
let known = 0;
const zones = new Map<string, Map<number, ZoneWeek>>();

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. Asking the zone takes 20 µs, so a week is asked for once. */
export function offsetMs(zone: string, instant: number): number {
  const { first, changes } = weekOf(zone, Math.floor(instant / weekMs));
  let offset = first;
  for (const change of changes) if (change.at <= instant) offset = change.offset;
  return offset;
}

/** The instants after `from` and before `to` at which the clocks of a zone are changed. */
export function offsetChanges(zone: string, from: number, to: number): number[] {
  const instants: number[] = [];
  let { first: offset } = weekOf(zone, Math.floor(from / weekMs));
  for (let number = Math.floor(from / weekMs); number * weekMs < to; number += 1) {
    const { first, changes } = weekOf(zone, number);
    for (const change of [{ at: number * weekMs, offset: first }, ...changes]) {
      if (change.offset !== offset && change.at > from && change.at < to) instants.push(change.at);
      offset = change.offset;
    }
  }
  return instants;
}

function weekOf(zone: string, number: number): ZoneWeek {
  const weeks = zones.get(zone);
  const found = weeks?.get(number);
  if (found) return found;
  const week = observedWeek(zone, number);
  if (known >= remembered) {
    zones.clear();
    known = 0;
  }
  known += 1;
  const kept = zones.get(zone);
  if (kept) kept.set(number, week);
  else zones.set(zone, new Map([[number, week]]));
  return week;
}

/** No zone has changed its clocks twice within a week and back to where they were. */
function observedWeek(zone: string, number: number): ZoneWeek {
  const offsetAt = (instant: number): number => IANAZone.create(zone).offset(instant) * minuteMs;
  const start = number * weekMs;
  const end = start + weekMs - 1;
  const [first, last] = [offsetAt(start), offsetAt(end)];
  const changes: { at: number; offset: number }[] = [];
  for (let [from, offset] = [start, first]; !Object.is(offset, last);) {
    from = firstOther(offsetAt, offset, from, end);
    offset = offsetAt(from);
    changes.push({ at: from, offset });
  }
  return { first, changes };
}

/** The instant of a change between `from`, which has the offset, and `to`, which has another. */
function firstOther(offsetAt: (instant: number) => number, offset: number, from: number, to: number): number {
  let [same, other] = [from, to];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offsetAt(middle) === offset) same = middle;
    else other = middle;
  }
  return other;
}
