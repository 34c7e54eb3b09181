import type { ShopFacts } from './shop-facts';
import { spreadOf, type Spread } from './spread';

/** Waiting times in milliseconds of the recorded day, of those who were served and of those who left. */
export interface WaitingTimes {
  readonly served: readonly number[];
  readonly left: readonly number[];
}

/** How long our buyers waited: until the agent, or until they left. Stretched by the speed, so that it stands beside the recorded times. */
export function waitingTimes({ closed }: ShopFacts, speed: number): WaitingTimes {
  const stretched = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) * speed;
  const served: number[] = [];
  const left: number[] = [];
  for (const { value } of closed) {
    if (value.assignedAt) served.push(stretched(value.openedAt, value.assignedAt));
    else left.push(stretched(value.openedAt, value.closedAt));
  }
  return { served, left };
}

/** A small table: ours beside the recorded ones, in seconds of the recorded day. */
export function waitingTable(ours: WaitingTimes, recorded: WaitingTimes): string[] {
  const rows: [string, Spread, Spread][] = [
    ['served', spreadOf(ours.served), spreadOf(recorded.served)],
    ['left', spreadOf(ours.left), spreadOf(recorded.left)],
  ];
  return [
    '  waiting, s     who        count    mean     p50     p90     max',
    ...rows.flatMap(([name, our, theirs]) => [line(name, 'ours', our), line(name, 'recorded', theirs)]),
  ];
}

function line(name: string, who: string, { count, mean, p50, p90, max }: Spread): string {
  const figures = [mean, p50, p90, max].map((value) => (value === null ? '–' : (value / 1_000).toFixed(1)).padStart(8));
  return `  ${name.padEnd(15)}${who.padEnd(9)}${String(count).padStart(7)}${figures.join('')}`;
}
