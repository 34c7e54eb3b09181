import { readSettled, type ReadDeps } from '../../figures/app/read-settled';
import { datesWith, type DrilledPart, type DrillPosition } from '../store/drill-sessions';
import { drillDates, questionOf, type Drill, type DrilledSession } from './drill';

/** Long enough that asking costs little beside the answer, short enough that a few of them are nothing to the heap. */
const sessionsPerPage = 2_000;
const mostDates = 1_000;

/** One after the other: however many read long lists, others find connections free. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * All sessions that a number is made of, page by page and each page when it is asked for: in a transaction of its own, so that whoever reads slowly holds
 * nothing. The dates are those that have any at the beginning.
 */
export async function* drillPages(deps: ReadDeps, shopId: string, asked: Drill, inTurn: InTurn): AsyncGenerator<readonly DrilledSession[]> {
  const { to } = asked.scope.range;
  const pageOf = (page: DrilledPart): Promise<DrilledSession[]> =>
    inTurn(() => readSettled(deps, shopId, (tx) => drillDates(tx, shopId, asked, page)));
  const all = await inTurn(() => readSettled(deps, shopId, (tx) => datesWith(tx, shopId, questionOf(asked), to, mostDates)));
  let after: DrillPosition | null = null;
  for (let dates = all; dates.length > 0;) {
    const found = await pageOf({ dates, after, most: sessionsPerPage });
    if (found.length > 0) yield found;
    const last = found.at(-1);
    if (!last || found.length < sessionsPerPage) return;
    after = last;
    dates = dates.filter((date) => date <= last.businessDate);
  }
}
