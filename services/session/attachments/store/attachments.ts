import type { Statement, Tx } from '#libs/platform/database/database';
import { insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { Message } from '../../conversation/domain/session';
import { attachmentTable } from './attachment-table';

const insert = insertRows(attachmentTable, { name: 'attachments-insert', onConflict: 'ignore' });

const used: Statement = {
  name: 'attachments-used',
  text: `SELECT a.id FROM unnest($1::uuid[]) AS k (id) JOIN LATERAL (SELECT id FROM attachment WHERE id = k.id LIMIT 1) AS a ON true`,
};

/** Notes the files of new messages. No statement for none. */
export function saveAttachments(tx: Tx, messages: readonly Message[]): void {
  const rows = messages.flatMap(({ attachments, sessionId, ordinal, shopId, buyerId }) =>
    (attachments ?? []).map(({ id }) => ({ id, sessionId, ordinal, shopId, buyerId })),
  );
  if (rows.length > 0) tx.send(insert, [jsonRows(rows)]);
}

/** Those of these files that are in a message. */
export async function usedOf(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set((await tx.query<{ id: string }>(used, [ids])).map(({ id }) => id));
}
