import { selectList } from './read-rows';
import { bigint, date, instant, integer, json, table, text, texts, uuid, type RowOf } from './table';
import { changing, deleteRows, insertRows, jsonRows, updateRows } from './write-rows';

const visit = table(
  'visit',
  {
    shopId: uuid().key(),
    visitNo: integer().key(),
    kind: text<'SHORT' | 'LONG'>().fixed(),
    seenOn: date().null(),
    leftAt: instant().null(),
    pages: texts(),
    facts: json<{ readonly from: string }>(),
    version: bigint().default('1'),
  },
  { indices: [{ name: 'visit_left', fields: ['shopId', 'leftAt'], where: 'left_at IS NULL' }] },
);

describe('one definition per table', () => {
  it('gives the type of its rows', () => {
    const row: RowOf<typeof visit> = {
      shopId: 's',
      visitNo: 1,
      kind: 'SHORT',
      seenOn: null,
      leftAt: new Date(0),
      pages: ['a'],
      facts: { from: 'x' },
      version: 1,
    };
    expect(jsonRows([row])).toBe(
      '[{"shopId":"s","visitNo":1,"kind":"SHORT","leftAt":"1970-01-01T00:00:00.000Z","pages":["a"],"facts":{"from":"x"},"version":1}]',
    );
  });

  it('gives what TypeORM compares the migrations with', () => {
    const { columns, indices } = visit.entity.options;
    expect(columns['shop_id']).toEqual({ type: 'uuid', primary: true, primaryKeyConstraintName: 'visit_pk' });
    expect(columns['left_at']).toEqual({ type: 'timestamptz', nullable: true });
    expect(columns['pages']).toEqual({ type: 'text', array: true });
    expect(indices).toEqual([{ name: 'visit_left', columns: ['shop_id', 'left_at'], where: 'left_at IS NULL' }]);
  });

  it('reads by field, dates as text', () => {
    expect(selectList(visit, 'v', ['shopId', 'seenOn'])).toBe('v.shop_id AS "shopId", v.seen_on::text AS "seenOn"');
  });

  it('inserts by name, without the columns that have a default', () => {
    expect(insertRows(visit, { name: 'visits', fields: ['shopId', 'visitNo', 'pages'], onConflict: 'ignore' }).text).toBe(
      'INSERT INTO visit AS t (shop_id, visit_no, pages) SELECT k."shopId", k."visitNo", k."pages" ' +
        'FROM json_to_recordset($1::json) AS k ("shopId" uuid, "visitNo" integer, "pages" text[]) ON CONFLICT DO NOTHING',
    );
    expect(insertRows(visit, { name: 'visits' }).text).not.toContain('version');
  });

  it('updates what may change, by key', () => {
    expect(changing(visit)).toEqual(['seenOn', 'leftAt', 'pages', 'facts', 'version']);
    expect(updateRows(visit, { name: 'v', fields: ['version'], where: 't.version = k."from"', also: { from: 'bigint' } }).text).toBe(
      'UPDATE visit AS t SET version = k."version" FROM json_to_recordset($1::json) AS k ("shopId" uuid, "visitNo" integer, "version" bigint, "from" bigint) ' +
        'WHERE t.shop_id = k."shopId" AND t.visit_no = k."visitNo" AND (t.version = k."from")',
    );
  });

  it('upserts and deletes by key', () => {
    const upsert = insertRows(visit, {
      name: 'v',
      fields: ['shopId', 'visitNo', 'leftAt'],
      onConflict: { update: ['leftAt'], where: 't.left_at IS NULL' },
    });
    expect(upsert.text).toContain('ON CONFLICT (shop_id, visit_no) DO UPDATE SET left_at = excluded.left_at WHERE t.left_at IS NULL');
    expect(deleteRows(visit, { name: 'v' }).text).toBe(
      'DELETE FROM visit AS t USING json_to_recordset($1::json) AS k ("shopId" uuid, "visitNo" integer) WHERE t.shop_id = k."shopId" AND t.visit_no = k."visitNo"',
    );
  });
});
