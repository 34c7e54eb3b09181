import type { Cell } from '#libs/platform/csv/write-records';
import type { Drill, DrilledSession } from '../../drilldown/app/drill';
import { drillPages, type InTurn } from '../../drilldown/app/drill-pages';
import type { ReadDeps } from '../../figures/app/read-settled';
import type { ExportFile } from './export-file';

const cells = {
  sessionId: ({ sessionId }) => sessionId,
  businessDate: ({ businessDate }) => businessDate,
  halfHour: ({ halfHour }) => halfHour,
  openedAt: ({ openedAt }) => openedAt.toISOString(),
  closedAt: ({ closedAt }) => closedAt?.toISOString() ?? null,
  channel: ({ channel }) => channel,
  groupId: ({ groupId }) => groupId,
  pool: ({ pool }) => pool,
  orderStatus: ({ orderStatus }) => orderStatus,
  entryPoint: ({ entryPoint }) => entryPoint,
  creditedAgentId: ({ creditedAgentId }) => creditedAgentId,
  numerator: ({ numerator }) => numerator,
  denominator: ({ denominator }) => denominator,
  pending: ({ pending }) => pending,
} as const satisfies Record<string, (session: DrilledSession) => Cell>;

/** The sessions that a number of a report is made of, as a file: however many there are, a page of them at a time. */
export function exportSessions(deps: ReadDeps, shopId: string, asked: Drill, inTurn: InTurn): ExportFile {
  const { from, to } = asked.scope.range;
  return { name: `sessions-${from}-${to}`, columns: Object.keys(cells), pages: recordsOf(drillPages(deps, shopId, asked, inTurn)) };
}

async function* recordsOf(pages: AsyncIterable<readonly DrilledSession[]>): AsyncGenerator<readonly (readonly Cell[])[]> {
  for await (const page of pages) yield page.map((session) => Object.values(cells).map((cellOf) => cellOf(session)));
}
