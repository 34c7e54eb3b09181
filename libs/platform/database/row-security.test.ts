import { admitWorker, fenceTable } from './row-security';

const shops = `(SELECT nullif(current_setting('jiedai.shops', true), '')::uuid[])::uuid[]`;

describe('INV-6 the fence around a table', () => {
  it("lets the app role see and write rows of the transaction's shops, and forces that on the owner", () => {
    expect(fenceTable('session', 'message')).toEqual([
      'ALTER TABLE message ENABLE ROW LEVEL SECURITY',
      'ALTER TABLE message FORCE ROW LEVEL SECURITY',
      `CREATE POLICY message_app ON message TO jiedai_session_app USING ((shop_id = ANY (${shops})) IS TRUE) WITH CHECK ((shop_id = ANY (${shops})) IS TRUE)`,
      'GRANT SELECT, INSERT, UPDATE, DELETE ON message TO jiedai_session_app',
    ]);
  });

  it('follows the column that names the shop', () => {
    expect(fenceTable('shop', 'shop', 'id')[2]).toContain('USING ((id = ANY');
  });

  it('opens a table to the worker role with the rights that are listed, and no others', () => {
    expect(admitWorker('routing', 'deadline', 'SELECT')).toEqual([
      'CREATE POLICY deadline_worker ON deadline TO jiedai_routing_worker USING (true) WITH CHECK (true)',
      'GRANT SELECT ON deadline TO jiedai_routing_worker',
    ]);
  });
});
