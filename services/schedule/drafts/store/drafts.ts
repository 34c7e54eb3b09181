import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { changing, deleteRows, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { Subject } from '../../hours/store/versions';
import { draftTable, type DraftRow } from './draft-table';

const load: Statement = {
  name: 'draft-load',
  text: `SELECT ${selectList(draftTable, 'd')} FROM reception_draft AS d WHERE shop_id = $1 AND subject_id = $2`,
};
const save = insertRows(draftTable, { name: 'draft-save', onConflict: { update: changing(draftTable) } });
const remove = deleteRows(draftTable, { name: 'draft-remove' });

/** Under which key the draft of a subject is kept. */
export const subjectIdOf = (shopId: string, subject: Subject): string => subject ?? shopId;

export const loadDraft = async (tx: Tx, shopId: string, subject: Subject): Promise<DraftRow | undefined> =>
  (await tx.query<DraftRow>(load, [shopId, subjectIdOf(shopId, subject)]))[0];

export const saveDraftRow = (tx: Tx, row: DraftRow): void => tx.send(save, [jsonRows([row])]);

export const removeDraft = (tx: Tx, { shopId, subjectId }: DraftRow): void => tx.send(remove, [jsonRows([{ shopId, subjectId }])]);
