import type { Tx } from '#libs/platform/database/database';
import { amountIn, partsOf, type MetricPart } from '../../figures/domain/metric-parts';
import type { MetricName } from '../../figures/domain/metrics';
import type { Amounts } from '../../figures/domain/tally';
import type { DrillScope } from '../domain/drill-scope';
import { drillSessions, type DrilledRow, type DrillPosition } from '../store/drill-sessions';

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
export async function drill(
  tx: Tx,
  shopId: string,
  { metric, part, scope }: Drill,
  after: DrillPosition | null,
  most: number,
): Promise<DrilledSession[]> {
  const parts = partsOf(metric);
  const rows = await drillSessions(tx, shopId, { scope, part: parts[part], after, most });
  return rows.map(({ added, ...row }) => {
    const amounts = amountsFor(scope, added);
    const sum = (each: MetricPart): number => amounts.reduce((total, of) => total + amountIn(parts[each], of), 0);
    return { ...row, numerator: sum('NUMERATOR'), denominator: sum('DENOMINATOR'), pending: sum('PENDING') };
  });
}

/** What a session adds within the scope: of agents each its own share, by the rule of the metric. */
function amountsFor({ dimension, member }: DrillScope, added: DrilledRow['added']): Amounts[] {
  if (added === null) return [];
  if (dimension !== 'AGENT') return [added.shop];
  return Object.entries(added.agents).flatMap(([agentId, amounts]) => (member === undefined || member === agentId ? [amounts] : []));
}
