import type { Tx } from '#libs/platform/database/database';
import { amountIn, partsOf, type MetricPart } from '../../figures/domain/metric-parts';
import type { MetricName } from '../../figures/domain/metrics';
import type { Amounts } from '../../figures/domain/tally';
import type { DrillScope } from '../domain/drill-scope';
import { datesWith, sessionsOn, type DrilledPart, type DrilledRow, type DrillPosition, type DrillQuestion } from '../store/drill-sessions';

/** A number of a report. */
export interface Drill {
  readonly metric: MetricName;
  readonly part: MetricPart;
  readonly scope: DrillScope;
}

/** A session behind it, and what it adds to each part of the metric. */
export interface DrilledSession extends Omit<DrilledRow, 'added'> {
  readonly numerator: number;
  readonly denominator: number;
  readonly pending: number;
}

export interface DrilledPage {
  readonly sessions: readonly DrilledSession[];
  readonly more: boolean;
}

/** A page of the sessions that a number is made of. */
export async function drill(tx: Tx, shopId: string, asked: Drill, after: DrillPosition | null, most: number): Promise<DrilledSession[]> {
  const { scope } = asked;
  const to = after && after.businessDate < scope.range.to ? after.businessDate : scope.range.to;
  // Each of the dates has one at least, but for that of the cursor, which may have none left.
  const dates = await datesWith(tx, shopId, questionOf(asked), to, most + 1);
  return dates.length === 0 ? [] : drillDates(tx, shopId, asked, { dates, after, most });
}

/** A page of the sessions of some dates. */
export async function drillDates(tx: Tx, shopId: string, asked: Drill, part: DrilledPart): Promise<DrilledSession[]> {
  const parts = partsOf(asked.metric);
  const rows = await rowsOf(tx, shopId, asked, part);
  return rows.map(({ added, ...row }) => {
    const amounts = amountsFor(asked.scope, added);
    const sum = (each: MetricPart): number => amounts.reduce((total, of) => total + amountIn(parts[each], of), 0);
    return { ...row, numerator: sum('NUMERATOR'), denominator: sum('DENOMINATOR'), pending: sum('PENDING') };
  });
}

/** One date first, then two, then four: a busy date fills the page by itself, and of quiet ones many are looked at together. */
async function rowsOf(tx: Tx, shopId: string, asked: Drill, { dates, after, most }: DrilledPart): Promise<DrilledRow[]> {
  const rows: DrilledRow[] = [];
  for (let [at, count] = [0, 1]; at < dates.length && rows.length < most; [at, count] = [at + count, count * 2]) {
    const some = dates.slice(at, at + count);
    rows.push(...(await sessionsOn(tx, shopId, questionOf(asked), { dates: some, after, most: most - rows.length })));
  }
  return rows;
}

export const questionOf = ({ metric, part, scope }: Drill): DrillQuestion => ({ scope, part: partsOf(metric)[part] });

/** What a session adds within the scope: of agents each its own share, by the rule of the metric. */
function amountsFor({ dimension, member }: DrillScope, added: DrilledRow['added']): Amounts[] {
  if (added === null) return [];
  if (dimension !== 'AGENT') return [added.shop];
  return Object.entries(added.agents).flatMap(([agentId, amounts]) => (member === undefined || member === agentId ? [amounts] : []));
}
