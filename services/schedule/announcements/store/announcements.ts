import type { Database, Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import type { RowOf } from '#libs/platform/database/table';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { Announcement } from '../domain/announcement';
import { announcementTable } from './announcement-tables';

type Row = RowOf<typeof announcementTable>;

const columns = selectList(announcementTable, 'a');
const save = insertRows(announcementTable, { name: 'announcement-save', onConflict: { update: changing(announcementTable) } });
const one: Statement = { name: 'announcement-one', text: `SELECT ${columns} FROM announcement AS a WHERE shop_id = $1 AND id = $2` };
const page: Statement = {
  name: 'announcement-page',
  text: `SELECT ${columns} FROM announcement AS a WHERE shop_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3`,
};
const ahead: Statement = {
  name: 'announcement-ahead',
  text: `SELECT ${columns} FROM announcement AS a WHERE shop_id = $1 AND state = 'PUBLISHED' AND published_at <= $2 AND effective_from > $2
    ORDER BY published_at DESC, id DESC LIMIT 20`,
};
const ofVersion: Statement = {
  name: 'announcement-from',
  text: `SELECT count(*)::int AS count FROM announcement WHERE shop_id = $1 AND effective_from = $2 AND state <> 'CANCELLED'`,
};
const due: Statement = {
  name: 'announcement-due',
  text: `SELECT shop_id AS "shopId", id FROM announcement WHERE state = 'PLANNED' AND publish_at <= $1 ORDER BY publish_at, id LIMIT 100`,
};

const announcementOf = ({ shopId: _shopId, channels, ...row }: Row): Announcement => ({ ...row, channels: [...channels] });

export const saveAnnouncement = (tx: Tx, shopId: string, announcement: Announcement): void =>
  tx.send(save, [jsonRows([{ ...announcement, shopId }])]);

export const loadAnnouncement = async (tx: Tx, shopId: string, id: string): Promise<Announcement | undefined> =>
  (await tx.query<Row>(one, [shopId, id])).map(announcementOf)[0];

/** The latest first, from behind an id on. */
export const listAnnouncements = async (tx: Tx, shopId: string, before: string, most: number): Promise<Announcement[]> =>
  (await tx.query<Row>(page, [shopId, before, most])).map(announcementOf);

/** Published announcements of changes that are ahead at an instant, the last published first. */
export const announcementsAhead = async (tx: Tx, shopId: string, at: Date): Promise<Announcement[]> =>
  (await tx.query<Row>(ahead, [shopId, at])).map(announcementOf);

/** How many announcements there are of a change at an instant, cancelled ones left out. */
export const countAnnouncements = async (tx: Tx, shopId: string, effectiveFrom: Date): Promise<number> =>
  (await tx.query<{ count: number }>(ofVersion, [shopId, effectiveFrom]))[0]!.count;

/** Planned announcements whose time has come, of all shops. For the worker role. */
export const dueAnnouncements = (workerDb: Database, now: Date): Promise<{ shopId: string; id: string }[]> =>
  workerDb.transaction([], (tx) => tx.query<{ shopId: string; id: string }>(due, [now]));
