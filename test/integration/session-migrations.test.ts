import { Client } from 'pg';
import pino from 'pino';
import { createServiceDatabase } from '#infra/postgres/service-databases';
import { createDatabase } from '#libs/platform/database/database';
import { migrate } from '#libs/platform/database/migrate';
import { newId } from '#libs/platform/process/ids';
import { sessionSchema } from '#services/session/migrations/index';
import { loadCases } from '#services/session/conversation/store/load-cases';
import { messagesByChannel } from '#services/session/conversation/store/load-messages';
import { adminOf, urlsOn } from '#test/kit/test-server';
import { testStack } from '#test/kit/test-stack';

/** A database as the version before RES-83 left it, with one session of one message. */
async function olderDatabase(ids: { shop: string; buyer: string; session: string }) {
  const { server } = testStack();
  const name = `jiedai_test_old_${ids.shop.replaceAll('-', '').slice(-12)}_session`;
  const admin = await adminOf(server);
  await createServiceDatabase(admin, 'session', name);
  await admin.end();
  const urls = urlsOn(server, 'session', name);
  await migrate({ ...sessionSchema, migrations: sessionSchema.migrations.slice(0, 3) }, urls.owner);
  const client = new Client({ connectionString: urls.app });
  await client.connect();
  await client.query(`SELECT set_config('jiedai.shops', '{${ids.shop}}', false)`);
  const insert = (table: string, row: object) =>
    client.query(`INSERT INTO ${table} SELECT * FROM json_populate_record(NULL::${table}, $1::json)`, [JSON.stringify(row)]);
  const at = '2026-03-02T02:00:00.000Z';
  await insert('shop_copy', { shop_id: ids.shop, version: 1, time_zone: 'Asia/Shanghai', policy_version: 1, hold_minutes: 20 });
  await insert('buyer', { id: ids.buyer, shop_id: ids.shop, channel: 'Shop-App', external_id: 'x' });
  await insert('session', {
    id: ids.session,
    shop_id: ids.shop,
    buyer_id: ids.buyer,
    channel: 'Shop-App',
    entry_point: 'CART',
    initiator: 'BUYER',
    opening_type: 'TEXT',
    state: 'QUEUED',
    state_version: 1,
    routing_revision: 0,
    opened_at: at,
    queued_ms: 0,
    buyer_messages: 1,
    agent_messages: 0,
    bot_messages: 0,
    auto_messages: 0,
    system_messages: 0,
    last_sender: 'BUYER',
    last_message_at: at,
    waiting_since: at,
    policy_version: 1,
    hold_minutes: 20,
  });
  const message = { session_id: ids.session, ordinal: 1, id: newId(), shop_id: ids.shop, sender: 'BUYER', type: 'TEXT', text: '在吗' };
  await insert('message', { ...message, channel: 'Shop-App', channel_message_id: '1', recorded_at: at });
  await client.end();
  return urls;
}

test('RES-83 messages stored before belong to the buyers of their sessions afterwards', async () => {
  const ids = { shop: newId(), buyer: newId(), session: newId() };
  const urls = await olderDatabase(ids);
  await migrate(sessionSchema, urls.owner);
  const db = createDatabase({ url: urls.app, max: 1, log: pino({ level: 'silent' }), name: 'migration-test' });
  const [delivered, cases] = await db.transaction([ids.shop], (tx) =>
    Promise.all([
      messagesByChannel(tx, [{ buyerId: ids.buyer, channelMessageId: '1' }]),
      loadCases(tx, { buyers: [ids.buyer], sessions: [] }),
    ]),
  );
  await db.close();
  expect(delivered).toMatchObject([{ sessionId: ids.session, buyerId: ids.buyer, text: '在吗' }]);
  expect(cases.sessions).toMatchObject([{ session: { id: ids.session, origin: { entryPoint: 'CART' }, returnedAt: null } }]);
});
