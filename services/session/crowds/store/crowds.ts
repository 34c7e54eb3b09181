import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { Crowd } from '../domain/crowd';
import { crowdTable } from './crowd-tables';

const columns = selectList(crowdTable, 'c', ['crowdId', 'kind', 'name']);

const save = insertRows(crowdTable, { name: 'crowd-save', onConflict: { update: ['name'] } });
const one: Statement = { name: 'crowd-one', text: `SELECT ${columns} FROM crowd c WHERE shop_id = $1 AND crowd_id = $2` };
const count: Statement = { name: 'crowds-count', text: 'SELECT count(*)::int AS n FROM crowd WHERE shop_id = $1' };
const page: Statement = {
  name: 'crowds-page',
  text: `SELECT ${columns} FROM crowd c WHERE shop_id = $1 AND crowd_id > $2 ORDER BY crowd_id LIMIT $3`,
};

export const saveCrowdRow = (tx: Tx, shopId: string, crowd: Crowd): void => tx.send(save, [jsonRows([{ ...crowd, shopId }])]);

export const findCrowd = async (tx: Tx, shopId: string, crowdId: string): Promise<Crowd | null> =>
  (await tx.query<Crowd>(one, [shopId, crowdId]))[0] ?? null;

export const countCrowds = async (tx: Tx, shopId: string): Promise<number> => (await tx.query<{ n: number }>(count, [shopId]))[0]?.n ?? 0;

/** Crowds of a shop, by their ids, behind one of them. */
export const crowdsAfter = (tx: Tx, shopId: string, after: string, most: number): Promise<Crowd[]> => tx.query(page, [shopId, after, most]);
