import fc from 'fast-check';
import { systemTrigger } from '#libs/contracts/index';
import { isRefusal } from '#libs/platform/errors';
import { newId } from '#libs/platform/process/ids';
import { createResolvers } from '#services/routing/features';
import type { Engine } from '#services/routing/flight/app/engine';
import { kuaishou } from '#services/routing/flight/domain/example-shop';
import { createExtra } from '#services/routing/request-extra';
import { saveGroup } from '#services/routing/rules/domain/save-rules';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { agents, ShopModel, type Agent, type Command, type Seen } from './routing-model';
import { openRoutingHouse, type RoutingHouse } from './routing-house';

/*
 * Random sequences of commands, sent to three processes of the service on one database, each step to another one, are held against a model of a shop after
 * every step. Many shops at once, so that it does not take long.
 */

let house: RoutingHouse;
let doors: { readonly engine: Engine; readonly ask: Ask }[];

beforeAll(async () => {
  house = await openRoutingHouse();
  doors = [house.engine, house.neighbour(), house.neighbour()].map((engine) => ({
    engine,
    ask: askSubgraph('routing', createResolvers(house.deps, engine), createExtra(house.deps)),
  }));
});
afterAll(() => house.close());

const [session, agent] = [fc.nat({ max: 11 }), fc.constantFrom(...agents)];

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 9, arbitrary: fc.record({ kind: fc.constant('start' as const), unpaid: fc.boolean(), isNew: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('end' as const, 'close' as const, 'close' as const), session }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('pull' as const, 'transfer' as const, 'assign' as const), session, agent }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('presence' as const),
      agent,
      to: fc.constantFrom('ONLINE' as const, 'ONLINE' as const, 'REST' as const, 'OFFLINE' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('capacity' as const), agent, to: fc.integer({ min: 1, max: 3 }) }) },
);

const sequence = fc.array(command, { minLength: 12, maxLength: 24 });

const mutations = {
  presence: 'mutation ($input: SetPresenceInput!) { setPresence(input: $input) { agent { id } } }',
  capacity: 'mutation ($input: SetCapacityInput!) { setCapacity(input: $input) { agent { id } } }',
  pull: 'mutation ($input: PullFromQueueInput!) { pullFromQueue(input: $input) { session { id } } }',
  assign: 'mutation ($input: AssignSessionInput!) { assignSession(input: $input) { session { id } } }',
  transfer: 'mutation ($input: TransferSessionInput!) { transferSession(input: $input) { session { id } } }',
} as const;

/** One shop of the service: it is sent commands, and says where everybody is. */
async function openShop() {
  const { shop, agents: ids } = await house.openShop([2, 2, 2], {
    policy: { ...kuaishou, routingMode: 'GROUP', newCustomerPriority: true },
  });
  const idOf = (name: Agent): string => ids[agents.indexOf(name)]!;
  const group = { groupId: null, newId: newId(), name: 'unpaid', members: [idOf('A'), idOf('B')], statuses: ['UNPAID' as const] };
  const saved = await house.engine.command({
    ...{ kind: 'command', shopId: shop, trigger: systemTrigger(), key: null },
    run: (change) => saveGroup(change, group),
  });
  expect(isRefusal(saved)).toBe(false);
  const sessions: string[] = [];
  const start = (unpaid: boolean, isNew: boolean): Promise<unknown> => {
    const id = newId();
    sessions.push(id);
    const purchases = { recent: ['2026-03-01T02:00:00.000Z'], firstPaidAt: '2026-02-20T02:00:00.000Z' };
    const facts = { orderStatus: unpaid ? ('UNPAID' as const) : ('NO_ACTIVE_ORDER' as const), ...(isNew && { purchases }) };
    return doors[0]!.engine.takeEvents([house.events.started(shop, id, facts)]);
  };
  const send = async (one: Command, turn: number): Promise<'done' | 'refused'> => {
    const { engine, ask } = doors[turn % doors.length]!;
    if (one.kind === 'start') return start(one.unpaid, one.isNew).then(() => 'done');
    if (one.kind === 'presence' || one.kind === 'capacity') {
      const input = one.kind === 'presence' ? { presence: one.to, overrideLastAgent: true, reason: 'test' } : { maxCapacity: one.to };
      return answerOf(ask, one.kind, house.caller(shop, newId(), 'OWNER'), { shopId: shop, agentId: idOf(one.agent), ...input });
    }
    const sessionId = sessions[one.session];
    if (sessionId === undefined) return 'refused';
    if (one.kind === 'end') return engine.takeEvents([house.events.ended(shop, sessionId)]).then(() => 'done');
    if (one.kind === 'close') return engine.takeEvents([house.events.closed(shop, sessionId)]).then(() => 'done');
    const who = one.kind === 'pull' ? house.caller(shop, idOf(one.agent)) : house.caller(shop, newId(), 'OWNER');
    const to = { pull: {}, assign: { agentId: idOf(one.agent) }, transfer: { toAgentId: idOf(one.agent) } }[one.kind];
    return answerOf(ask, one.kind, who, { shopId: shop, sessionId, ...to });
  };
  const seen = async (): Promise<Seen> => {
    const rows = await house.rows<{ id: string; pool: string | null; agent: string | null }>(
      shop,
      `SELECT session_id AS id, pool, NULL AS agent FROM waiting
        UNION ALL SELECT session_id, NULL, agent_id::text FROM assignment WHERE released_at IS NULL`,
    );
    const text = ({ id, pool, agent: holder }: (typeof rows)[number]): string =>
      `${sessions.indexOf(id)} ${holder === null ? `waits in ${pool}` : `is with ${agents[ids.indexOf(holder)]}`}`;
    return rows.map(text);
  };
  return { send, seen };
}

async function answerOf(ask: Ask, kind: keyof typeof mutations, caller: Parameters<Ask>[0], input: object): Promise<'done' | 'refused'> {
  const { refusals } = await ask(caller, mutations[kind], { input });
  return refusals.length === 0 ? 'done' : 'refused';
}

/** A later command about a session that is over changes nothing, so it is not sent. */
const makesSense = (one: Command, ended: ReadonlySet<number>, closed: ReadonlySet<number>): boolean =>
  one.kind === 'end' ? !ended.has(one.session) && !closed.has(one.session) : one.kind !== 'close' || !closed.has(one.session);

/** Null, or the first step after which service and model are not of one mind. */
async function firstDifference(commands: readonly Command[]): Promise<object | null> {
  const [shop, model] = [await openShop(), new ShopModel()];
  const [ended, closed] = [new Set<number>(), new Set<number>()];
  for (const [turn, one] of commands.entries()) {
    const isKnown = one.kind === 'start' || one.kind === 'presence' || one.kind === 'capacity' || one.session < model.sessions;
    if (!isKnown || !makesSense(one, ended, closed)) continue;
    if (one.kind === 'end') ended.add(one.session);
    if (one.kind === 'close') closed.add(one.session);
    const [expected, answered] = [model.run(one), await shop.send(one, turn)];
    const service = { answered, seen: [...(await shop.seen())].sort() };
    const should = { answered: expected, seen: [...model.seen()].sort() };
    if (JSON.stringify(service) !== JSON.stringify(should)) return { turn, one, service, should };
  }
  return null;
}

/** The difference of the shortest sequence that still has one: commands are left out one by one. */
async function shortest(commands: readonly Command[]): Promise<object> {
  for (let index = commands.length - 1; index >= 0; index -= 1) {
    const fewer = commands.filter((_, at) => at !== index);
    if (await firstDifference(fewer)) return shortest(fewer);
  }
  return { commands, difference: await firstDifference(commands) };
}

/** Twelve shops at once. */
async function runAll(sequences: readonly (readonly Command[])[]): Promise<object | null> {
  const left = [...sequences];
  let broken: readonly Command[] | null = null;
  const work = async (): Promise<void> => {
    for (let next = left.pop(); next && !broken; next = left.pop()) if (await firstDifference(next)) broken ??= next;
  };
  await Promise.all(Array.from({ length: 12 }, work));
  return broken && shortest(broken);
}

it('INV-1, INV-2, RTE-5, RTE-7, RTE-22, RTE-26, RTE-28, RTE-39, RTE-62 300 random sequences of commands to three processes do what the model says', async () => {
  const seed = Number(process.env['MODEL_SEED'] ?? Date.now() % 1_000_000);
  expect({ seed, broken: await runAll(fc.sample(sequence, { numRuns: 300, seed })) }).toEqual({ seed, broken: null });
}, 120_000);

/** Seeds that have failed once; a new one is added with the repair. */
it.each([1, 20261128])(
  'INV-2 the sequences of seed %i do what the model says',
  async (seed) => {
    expect(await runAll(fc.sample(sequence, { numRuns: 40, seed }))).toBeNull();
  },
  60_000,
);
