import { newId } from '#libs/platform/process/ids';
import { createResolvers } from '#services/routing/features';
import { receptionTimer } from '#services/routing/reception/app/reception-timer';
import { dueShops } from '#services/routing/reception/store/deadline-table';
import { createExtra } from '#services/routing/request-extra';
import { lookAtShops } from '#services/routing/starvation/store/look-at-shops';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { eventually } from '#test/kit/eventually';
import { openRoutingHouse, type RoutingHouse } from './routing-house';

let house: RoutingHouse;
let ask: Ask;
beforeAll(async () => {
  house = await openRoutingHouse();
  ask = askSubgraph('routing', createResolvers(house.deps, house.engine), createExtra(house.deps));
});
afterAll(() => house.close());
beforeEach(() => house.setClock('2026-03-02T02:00:00.000Z'));

const source = `mutation ($input: SaveRoutingSettingsInput!) { saveRoutingSettings(input: $input) { settings {
  skillRings { afterSeconds levels anyLanguage } agentSkills { agent { id } skills { name level } languages effect { effective reason } } } warnings { code field } } }`;

async function save(shop: string, input: object) {
  const { data, refusals } = await ask(house.caller(shop, newId(), 'CS_ADMIN'), source, { input: { shopId: shop, ...input } });
  return { saved: data['saveRoutingSettings'], refusals };
}

const skills = [{ name: 'refund', level: 3 }];
const skillRings = [
  { afterSeconds: 30, levels: 1, anyLanguage: false },
  { afterSeconds: 60, levels: null, anyLanguage: true },
];

it('RTE-57 rings and what agents can are saved through the graph, each for itself, and simulated', async () => {
  const { shop, agents } = await house.openShop([9, 9]);
  const agentSkills = [{ agentId: agents[1], skills, languages: ['zh', 'en'] }];
  const kept = [{ agent: { id: agents[1] }, skills, languages: ['zh', 'en'], effect: { effective: true, reason: null } }];
  const off = kept.map((one) => ({ ...one, effect: { effective: false, reason: 'SWITCHED_OFF' } }));
  expect((await save(shop, { agentSkills })).saved).toEqual({ settings: { skillRings: null, agentSkills: off }, warnings: [] });
  expect((await save(shop, { skillRings: skillRings.slice(0, 1) })).saved).toEqual({
    settings: { skillRings: skillRings.slice(0, 1), agentSkills: kept },
    warnings: [{ code: 'MAY_WAIT_FOR_EVER', field: 'skillRings' }],
  });
  expect((await save(shop, { skillRings })).saved).toEqual({ settings: { skillRings, agentSkills: kept }, warnings: [] });
  const simulated = await ask(
    house.caller(shop, newId(), 'CS_ADMIN'),
    'query ($input: SimulateRoutingInput!) { simulateRouting(input: $input) { outcome agent { id } explanation { candidates { verdict } } } }',
    { input: { shopId: shop, needs: { skills, language: 'en' } } },
  );
  expect(simulated.data['simulateRouting']).toEqual({
    outcome: 'ASSIGNED',
    agent: { id: agents[1] },
    explanation: { candidates: [{ verdict: 'CHOSEN' }, { verdict: 'LACKS_SKILL' }] },
  });
  const none = [{ agentId: agents[1], skills: [], languages: [] }];
  expect((await save(shop, { agentSkills: none, skillRings: null })).saved).toMatchObject({
    settings: { skillRings: null, agentSkills: [] },
  });
});

it('the audit line of a save names what agents could and can, and nothing where that is as it was', async () => {
  const { shop, agents } = await house.openShop([9]);
  const can = { agentId: agents[0], skills, languages: ['en'] };
  await save(shop, { agentSkills: [can] });
  await save(shop, { agentSkills: [{ ...can, languages: [] }] });
  await save(shop, { queueLimit: 9 });
  const lines = await house.rows(shop, 'SELECT before, after FROM audit_entry ORDER BY seq');
  expect(lines).toMatchObject([
    { before: { agentSkills: [] }, after: { agentSkills: [can] } },
    { before: { agentSkills: [can] }, after: { agentSkills: [{ ...can, languages: [] }] } },
    { after: { queueLimit: 9 } },
  ]);
  expect(lines[2]).not.toHaveProperty('after.agentSkills');
});

it.each([
  ['BAD_USER_INPUT', 'skillRings.0.afterSeconds', { skillRings: [{ afterSeconds: 0, levels: 1, anyLanguage: false }] }],
  ['BAD_USER_INPUT', 'skillRings.0.levels', { skillRings: [{ afterSeconds: 1, levels: 5, anyLanguage: false }] }],
  ['BAD_USER_INPUT', 'skillRings.1', { skillRings: [...skillRings].reverse() }],
  [
    'BAD_USER_INPUT',
    'agentSkills.0.skills.0.level',
    { agentSkills: [{ agentId: newId(), skills: [{ name: 'a', level: 6 }], languages: [] }] },
  ],
  [
    'BAD_USER_INPUT',
    'agentSkills.0.skills.0.name',
    { agentSkills: [{ agentId: newId(), skills: [{ name: 'a b', level: 1 }], languages: [] }] },
  ],
  ['BAD_USER_INPUT', 'agentSkills.0.languages.0', { agentSkills: [{ agentId: newId(), skills: [], languages: ['English'] }] }],
  ['ACCOUNT_NOT_FOUND', 'agentSkills.0.agentId', { agentSkills: [{ agentId: newId(), skills: [], languages: [] }] }],
])('RTE-57 refuses with %s at %s what cannot be saved, and stores nothing', async (code, field, input) => {
  const { shop } = await house.openShop([1]);
  expect((await save(shop, { queueLimit: 5, ...input })).refusals).toEqual([{ code, field }]);
  expect(await house.rows(shop, 'SELECT FROM routing_rules')).toEqual([]);
});

it('RTE-57 a ring widens at its instant in a process that has never seen the shop, at one wake for all', async () => {
  const { shop, agents } = await house.openShop([9, 9]);
  await save(shop, { skillRings, agentSkills: [{ agentId: agents[1], skills: [{ name: 'refund', level: 2 }], languages: [] }] });
  const [first, second] = [newId(), newId()];
  for (const id of [first, second])
    await house.engine.takeEvents([house.events.started(shop, id, { needs: { skills, language: id === first ? null : 'fr' } })]);
  const deadlines = () => house.rows(shop, `SELECT due_at FROM deadline WHERE kind = 'WAKE'`);
  expect(await deadlines()).toEqual([{ due_at: new Date('2026-03-02T02:00:30.000Z') }]);
  const due = async () => (await dueShops(house.deps.workerDb, house.deps.clock.now())).includes(shop);
  const look = () => lookAtShops(house.deps.db, [shop], house.deps.clock.now(), []);
  house.setClock('2026-03-02T02:00:29.999Z');
  expect([await due(), await look()]).toEqual([false, []]);
  house.setClock('2026-03-02T02:00:30.000Z');
  expect([await due(), await look()]).toMatchObject([true, [{ sessionId: first, agentId: agents[1] }]]);
  const timer = receptionTimer(house.deps, house.neighbour());
  timer.start();
  const outcomes = (session: string) =>
    house.published.filter(({ topic, value }) => topic === 'session-routed' && value['sessionId'] === session);
  await eventually(() => expect(outcomes(first)).toMatchObject([{ type: 'queued' }, { type: 'assigned', value: { agentId: agents[1] } }]));
  expect(outcomes(second)).toHaveLength(1);
  house.setClock('2026-03-02T02:01:00.000Z');
  await eventually(() => expect(outcomes(second)).toMatchObject([{ type: 'queued' }, { type: 'assigned', value: { agentId: agents[0] } }]));
  await timer.stop();
  await eventually(async () => expect(await due()).toBe(false));
});
