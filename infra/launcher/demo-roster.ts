/** One date of the reception calendar, as far as the roster follows it. */
export interface DemoDay {
  readonly date: string;
  /** Null = open without limit; none = closed. */
  readonly windows: readonly { readonly start: string; readonly end: string }[] | null;
}

interface DemoShift {
  readonly agentId: string;
  readonly date: string;
  readonly start: string;
  readonly end: string;
}

/** Hours of a day from which on two agents share it. */
const longDay = 8;

const hourOf = (time: string): number => Number(time.slice(0, 2));
const halfHour = (halves: number): string => `${String(Math.floor(halves / 2)).padStart(2, '0')}:${halves % 2 ? '30' : '00'}`;

/**
 * The roster of the demo shop: on each date that has windows somebody is on shift from the first opening to the last closing. Two agents share a long day, the
 * second one from its middle, and take turns with the short ones.
 */
export const demoShifts = (days: readonly DemoDay[], agents: readonly [string, string]): DemoShift[] =>
  days.flatMap(({ date, windows }, index) => {
    const [start, end] = [windows?.[0]?.start, windows?.at(-1)?.end];
    if (start === undefined || end === undefined) return [];
    if (hourOf(end) - hourOf(start) < longDay) return [{ agentId: agents[index % 2]!, date, start, end }];
    const middle = halfHour(hourOf(start) + hourOf(end));
    return [
      { agentId: agents[0], date, start, end: middle },
      { agentId: agents[1], date, start: middle, end },
    ];
  });
