import type { Database, Statement } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import type { MessagePosition } from '../../conversation/store/load-messages';
import type { Revision } from '../domain/revision';
import { revisionTable } from './revision-table';

const load: Statement = {
  name: 'message-revisions-load',
  text: `SELECT k.place, ${selectList(revisionTable, 'r')} FROM unnest($1::uuid[], $2::integer[]) WITH ORDINALITY AS k (session_id, ordinal, place)
    JOIN LATERAL (SELECT * FROM message_revision WHERE session_id = k.session_id AND ordinal = k.ordinal OFFSET 0) AS r ON true
    ORDER BY k.place, r.number`,
};

/** What became of each of these messages, oldest first. */
export async function readRevisions(
  db: Database,
  shopId: string,
  positions: readonly MessagePosition[],
): Promise<ReadonlyMap<MessagePosition, readonly Revision[]>> {
  const rows = await db.transaction([shopId], (tx) =>
    tx.query<Revision & { place: number }>(load, [positions.map((each) => each.sessionId), positions.map((each) => each.ordinal)]),
  );
  const found = new Map<MessagePosition, Revision[]>(positions.map((position) => [position, []]));
  for (const { place, ...revision } of rows) found.get(positions[Number(place) - 1]!)?.push(revision);
  return found;
}
