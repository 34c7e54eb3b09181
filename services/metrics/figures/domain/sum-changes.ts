import { membersOf, type Dimension, type Place } from './dimensions';
import { isMeasure, type Spread } from './measures';
import { wholeDay, type FigureSpread, type FigureSum, type Grain } from './rollup';
import type { SessionFigure } from './session-figure';
import type { Amounts } from './tally';

/** What is to be added to the stored sums, in the order of their keys, as every lock is taken. */
export interface SumChanges {
  readonly sums: readonly Partial<FigureSum>[];
  readonly spreads: readonly FigureSpread[];
}

/** The difference between what sessions added until now and what they add; a session that was not there before added nothing. */
export function sumChanges(before: readonly SessionFigure[], after: readonly SessionFigure[]): SumChanges {
  const changes = new Map<string, Map<string, number>>();
  for (const figure of before) collect(changes, figure, -1);
  for (const figure of after) collect(changes, figure, 1);
  const [sums, spreads]: [Partial<FigureSum>[], FigureSpread[]] = [[], []];
  for (const [key, amounts] of [...changes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [shopId, dimension, grain, businessDate, halfHour, member] = JSON.parse(key) as Key;
    const changed = [...amounts].filter(([, amount]) => amount !== 0);
    const summed = changed.filter(([name]) => isMeasure(name));
    if (summed.length > 0) sums.push({ shopId, dimension, grain, businessDate, halfHour, member, ...Object.fromEntries(summed) });
    for (const [name, count] of changed.filter(([each]) => !isMeasure(each)).sort(([a], [b]) => (a < b ? -1 : 1))) {
      const [spread, bucket] = name.split('@') as [Spread, string];
      spreads.push({ shopId, dimension, businessDate, halfHour, member, spread, bucket: Number(bucket), count });
    }
  }
  return { sums, spreads };
}

type Key = readonly [shopId: string, dimension: Dimension, grain: Grain, businessDate: string, halfHour: number, member: string];

/** Half hours are summed up for the shop and its agents; spreads are kept by half hour only. */
const byHalfHour: ReadonlySet<Dimension> = new Set(['SHOP', 'AGENT']);

function collect(changes: Map<string, Map<string, number>>, figure: SessionFigure, sign: 1 | -1): void {
  if (figure.added === null) return;
  const { shopId, businessDate, halfHour } = figure;
  const add = (dimension: Dimension, member: string, amounts: Amounts): void => {
    const slot = halfHour ?? 0;
    const grains: [Grain, number, (name: string) => boolean][] = [['DAY', wholeDay, isMeasure]];
    grains.push(['HALF_HOUR', slot, byHalfHour.has(dimension) ? () => true : (name) => !isMeasure(name)]);
    for (const [grain, at, counts] of grains) {
      const key = JSON.stringify([shopId, dimension, grain, businessDate, at, member] satisfies Key);
      const sums = changes.get(key) ?? new Map<string, number>();
      for (const [name, amount] of Object.entries(amounts)) if (counts(name)) sums.set(name, (sums.get(name) ?? 0) + sign * amount);
      changes.set(key, sums);
    }
  };
  for (const [dimension, member] of membersOf(figure as Place)) add(dimension, member, figure.added.shop);
  for (const [agentId, amounts] of Object.entries(figure.added.agents)) add('AGENT', agentId, amounts);
}
