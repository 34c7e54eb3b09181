import { createDatabase, type Statement } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { listStatement, type DecisionFilter } from '#services/routing/decision/store/list-decisions';
import { createDatabases } from '#test/kit/databases';
import { silent } from './messaging-house';
import { openRoutingHouse, type RoutingHouse } from './routing-house';

const [shop, usual, rare] = [newId(), newId(), newId()];

let house: RoutingHouse;
beforeAll(async () => {
  const { routing: urls } = await createDatabases(['routing']);
  house = await openRoutingHouse(urls);
  // 40,000 decisions over eleven days, each 1,000th of them to another agent.
  const seed = `INSERT INTO decision (shop_id, session_id, revision, id, shop_version, outcome, agent_id, cause, rule, pool, band, decided_at, inputs, candidates)
    SELECT '${shop}', gen_random_uuid(), 1, gen_random_uuid(), n, 'ASSIGNED', CASE WHEN n % 1000 = 7 THEN '${rare}' ELSE '${usual}' END::uuid,
      CASE WHEN n % 1000 = 9 THEN 'RETURNING' ELSE 'EVEN' END, CASE WHEN n % 1000 = 9 THEN 'RTE-11' ELSE 'RTE-4' END, 'ALL', 1,
      timestamptz '2026-03-01' + n * interval '24 seconds', '{}', '{}' FROM generate_series(1, 40000) n`;
  await house.deps.db.transaction([shop], (tx) => tx.query({ name: 'seed', text: seed }));
  const owner = createDatabase({ url: urls.owner, max: 1, log: silent, name: 'test' });
  await owner.transaction([], (tx) => tx.query({ name: 'analyze', text: 'ANALYZE decision' }));
  await owner.close();
});
afterAll(() => house.close());

/** How many pages of the table and its indices the list reads. */
async function pagesRead(filter: Partial<DecisionFilter>): Promise<number> {
  const given = Object.keys(filter) as (keyof DecisionFilter)[];
  const { name, text } = listStatement(given);
  const explained: Statement = { name: `explain-${name}`, text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}` };
  const values = [shop, null, 0, 21, ...Object.values(filter)];
  const [row] = await house.deps.readDb.transaction([shop], (tx) =>
    tx.query<{ 'QUERY PLAN': { Plan: { 'Shared Hit Blocks': number; 'Shared Read Blocks': number } }[] }>(explained, values),
  );
  const { Plan } = row!['QUERY PLAN'][0]!;
  return Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'];
}

it.each<[string, Partial<DecisionFilter>]>([
  ['all', {}],
  ['of an agent', { agentId: rare }],
  ['of an agent who has none', { agentId: newId() }],
  ['of a rule', { rule: 'RTE-11' }],
  ['of a rule nobody goes by', { rule: 'RTE-36' }],
  ['of a cause', { cause: 'RETURNING' }],
  ['of an outcome there is none of', { outcome: 'BOT' }],
  ['of an hour', { from: new Date('2026-03-05T00:00:00Z'), to: new Date('2026-03-05T01:00:00Z') }],
])('INV-4 a list of decisions %s does not read all of them', async (_what, filter) => {
  expect(await pagesRead(filter)).toBeLessThan(150);
});
