import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { Client } from 'pg';
import { newId } from '#libs/platform/process/ids';
import { services } from '#libs/platform/process/services';
import { askPatiently } from '#test/kit/ask-patiently';
import { eventually } from '#test/kit/eventually';
import { stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(180_000);

let system: TestSystem;
let shop: StagedShop;
/** The token of the buyer, as the shop's own server gives it. */
let self: string;

/** A word that stands nowhere by chance, in every field that a buyer or a channel can fill. */
const canary = (field: string): string => `kanarie7h3q ${field}`;
const externalId = canary('externalId');
const buyer = { channel: 'WEB', externalId };
const other = { channel: 'DOUYIN', externalId: canary('other') };

beforeAll(async () => {
  system = await startSystem();
  shop = await stageShop(system, {
    name: 'Lamps',
    policy: { agentEndHoldMinutes: 0, outboundTexts: true, idleCloseAfterBuyerMinutes: 360 },
  });
  await shop.hire('annie', ['AGENT']);
  await shop.tell('annie', 'setPresence', { presence: 'ONLINE' });
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const { key } = await mutate<{ key: { id: string } }>(shop.tokenOf('owner'), 'createBuyerTokenKey', 'key { id }', {
    name: 'web shop',
    publicKey: await exportSPKI(publicKey),
  });
  self = await new SignJWT({ channel: 'WEB' })
    .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid: key.id })
    .setIssuer(shop.id)
    .setSubject(externalId)
    .setAudience('jiedai-buyer')
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(privateKey);
});
afterAll(() => system?.stop());

async function mutate<T>(token: string, operation: string, selection: string, input: object): Promise<T> {
  const type = `${operation[0]?.toUpperCase()}${operation.slice(1)}Input!`;
  const query = `mutation($input: ${type}) { done: ${operation}(input: $input) { ${selection} } }`;
  const { data, errors } = await askPatiently<{ done: T }>(system, token, query, { input: { shopId: shop.id, ...input } });
  expect(errors).toEqual([]);
  return data!.done;
}

/** Where the canary stands: in the rows of each table of each service, and in the lines of the logs. */
async function found(): Promise<string[]> {
  const inTables = await Promise.all(
    services.map(async (service) => {
      const owner = new Client({ connectionString: system.databases[service].owner });
      await owner.connect();
      try {
        const { rows } = await owner.query<{ name: string }>(
          `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`,
        );
        const places: string[] = [];
        for (const { name } of rows) {
          await owner.query('BEGIN');
          await owner.query(`ALTER TABLE ${name} NO FORCE ROW LEVEL SECURITY`);
          const { rows: hits } = await owner.query<{ row: string }>(
            `SELECT t::text AS row FROM ${name} AS t WHERE t::text ILIKE '%kanarie7h3q%' LIMIT 3`,
          );
          await owner.query('ROLLBACK');
          places.push(...hits.map(({ row }) => `${service}.${name}: ${row}`));
        }
        return places;
      } finally {
        await owner.end();
      }
    }),
  );
  const logs = dirname(system.process('session').logFile);
  const inLogs = readdirSync(logs).flatMap((file) =>
    readFileSync(join(logs, file), 'utf8')
      .split('\n')
      .filter((line) => /kanarie7h3q/i.test(line))
      .map((line) => `${file}: ${line}`),
  );
  return [...inTables.flat(), ...inLogs];
}

/** Everything that a buyer and a channel can tell. */
async function tellAll(): Promise<string> {
  const order = { statusAt: '2026-03-01T00:00:00Z', createdAt: '2026-03-01T00:00:00Z', status: 'SHIPPED', paidAt: '2026-03-01T00:00:00Z' };
  for (const name of [buyer, other])
    await mutate(shop.tokenOf('connector'), 'recordOrder', 'order { id }', {
      ...{ buyer: name, orderId: canary(`order of ${name.channel}`), items: [{ productId: canary('productId'), quantity: 1 }], ...order },
      commandId: newId(),
    });
  const { session } = await mutate<{ session: { id: string } }>(self, 'sendBuyerMessage', 'session { id }', {
    buyer: { ...buyer, name: canary('name') },
    text: canary('text'),
    reference: canary('reference'),
    channelKind: canary('channelKind'),
    channelMessageId: canary('channelMessageId'),
    entryPoint: canary('entryPoint'),
    entryOrderId: canary('entryOrderId'),
    product: { id: canary('product.id'), name: canary('product.name'), description: canary('product.description') },
    commandId: canary('commandId'),
  });
  await eventually(async () => expect(await shop.session(session.id)).toMatchObject({ state: 'ACTIVE' }));
  await mutate(shop.tokenOf('connector'), 'sendBuyerMessage', 'message { id }', {
    ...{ buyer, text: canary('edited'), channelMessageId: canary('channelMessageId'), edited: true, commandId: newId() },
  });
  const entry = await mutate<{ entry: { id: string } }>(shop.tokenOf('owner'), 'saveFaqEntry', 'entry { id }', {
    question: 'Q',
    answer: 'A',
  });
  await mutate(self, 'clickFaq', 'message { id }', {
    ...{ buyer, entryId: newId(), question: canary('question'), commandId: canary('click') },
  });
  await shop.tell('annie', 'sendAgentMessage', { shopId: shop.id, sessionId: session.id, text: canary('answer') });
  await mutate(shop.tokenOf('annie'), 'saveNote', 'session { id }', { sessionId: session.id, text: canary('note') });
  await mutate(shop.tokenOf('annie'), 'markSession', 'session { id }', { sessionId: session.id, tags: [canary('tag')] });
  await mutate(shop.tokenOf('annie'), 'reportSuggestion', 'report { id }', {
    sessionId: session.id,
    entryId: entry.entry.id,
    note: canary('report'),
  });
  for (const name of [buyer, other])
    await mutate(shop.tokenOf('annie'), 'saveBuyerProfile', 'buyer { id }', {
      ...{
        buyer: name,
        interests: [canary('interest')],
        sizes: [{ name: canary('size'), value: canary('value') }],
        note: canary('profile'),
      },
    });
  await mutate(shop.tokenOf('annie'), 'blockBuyer', 'buyer { id }', { buyer, reason: canary('reason') });
  await mutate(shop.tokenOf('annie'), 'mergeBuyers', 'buyer { id }', { buyer, other });
  return session.id;
}

/** Under which name each table is exported that tells of a buyer; null: it holds nothing that a person told. */
const exportedAs: Readonly<Record<string, string | null>> = {
  ...{ buyer: 'buyers', buyer_profile: 'profiles', crowd_membership: 'crowds', buyer_order: 'orders', session: 'sessions' },
  ...{ message: 'messages', message_revision: 'revisions', attachment: 'attachments', delivery: 'deliveries', rating: 'ratings' },
  suggestion_report: 'reports',
  // When the next timer of an open session is due.
  deadline: null,
};

it('an export has a part for every table that has a buyer or a session', async () => {
  const client = new Client({ connectionString: system.databases.session.owner });
  await client.connect();
  const { rows } = await client
    .query<{ name: string }>(
      `SELECT DISTINCT c.relname AS name FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
          AND (a.attname IN ('buyer_id', 'session_id') OR c.relname IN ('buyer', 'session'))`,
    )
    .finally(() => client.end());
  expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(exportedAs).sort());
  await shop.writes('somebody');
  const { json } = await shop.tell<{ json: string }>('owner', 'exportBuyer', { buyer: { channel: 'KUAISHOU', externalId: 'somebody' } });
  expect(Object.keys(JSON.parse(json) as object).sort()).toEqual(
    [...Object.values(exportedAs).filter((name) => name !== null), 'exportedAt', 'shopId'].sort(),
  );
});

it('nothing of what a buyer said and was called is left in any table or log; figures and decisions are', async () => {
  const sessionId = await tellAll();
  const owner = shop.tokenOf('owner');
  const refused = await askPatiently(system, owner, 'mutation($input: EraseBuyerInput!) { eraseBuyer(input: $input) { sessions } }', {
    input: { shopId: shop.id, buyer },
  });
  expect(refused.errors).toMatchObject([{ extensions: { code: 'BUYER_IN_SESSION' } }]);
  await mutate(shop.tokenOf('annie'), 'endSession', 'session { state }', { sessionId, confirm: true });
  await mutate(self, 'rateSession', 'session { id }', { buyer, sessionId, score: 5, solved: true, commandId: canary('rating') });

  const { json } = await mutate<{ json: string }>(owner, 'exportBuyer', 'json', { buyer: other, commandId: newId() });
  const told = [
    'externalId',
    'other',
    'name',
    'text',
    'edited',
    'reference',
    'entryPoint',
    'question',
    'answer',
    'note',
    'tag',
    'report',
    'interest',
    'value',
    'profile',
    'reason',
  ];
  expect(told.filter((field) => !json.includes(canary(field)))).toEqual([]);
  const tables = ['session.message', 'session.buyer', 'session.outbox', 'metrics.fact', 'routing.assignment', 'routing.decision'];
  await eventually(async () => {
    const places = (await found()).map((place) => place.split(':')[0]);
    for (const table of tables) expect(places).toContain(table);
  });

  const erase = (input: object) =>
    mutate<{ sessions: number; buyer: { externalId: string; name: null; erasedAt: string } }>(
      owner,
      'eraseBuyer',
      'sessions buyer { externalId name erasedAt }',
      input,
    );
  const done = await erase({ buyer: other, commandId: 'erase' });
  expect(done).toMatchObject({ sessions: 1, buyer: { name: null, erasedAt: expect.any(String) } });
  await eventually(async () => expect(await found()).toEqual([]), { timeoutMs: 20_000, everyMs: 500 });
  expect(await erase({ buyer, commandId: newId() })).toMatchObject({ sessions: 1 });

  const { data } = await system.graphql<{ session: object }>(
    owner,
    `query($id: ID!) { session(id: $id) { state agent { id } rating { score } note { text } messageCount messages { nodes { sender text } }
      buyer { name block { reason } customer { paidOrders } profile { note } } routing { cause } } }`,
    { id: sessionId },
  );
  expect(data?.session).toMatchObject({
    ...{ state: 'CLOSED', agent: { id: shop.idOf('annie') }, rating: { score: 5 }, note: null, messageCount: 3 },
    messages: {
      nodes: [
        { sender: 'BUYER', text: null },
        { sender: 'BUYER', text: null },
        { sender: 'AGENT', text: null },
      ],
    },
    buyer: { name: null, block: { reason: '…' }, customer: { paidOrders: 1 }, profile: { note: null } },
    routing: { cause: expect.any(String) },
  });

  const back = await shop.writes('somebody else');
  expect(back.state).toBe('ACTIVE');
  const { session } = await mutate<{ session: { id: string } }>(self, 'sendBuyerMessage', 'session { id }', {
    buyer,
    text: 'again',
    commandId: newId(),
  });
  const again = await system.graphql<{ session: { buyer: { externalId: string; erasedAt: null } } }>(
    owner,
    'query($id: ID!) { session(id: $id) { buyer { externalId erasedAt } } }',
    { id: session.id },
  );
  expect(again.data?.session.buyer).toEqual({ externalId, erasedAt: null });
});
