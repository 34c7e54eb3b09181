import { setTimeout as sleep } from 'node:timers/promises';
import { buildClientSchema, getIntrospectionQuery, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { Pool } from 'undici';
import { isErrorCode } from '#libs/platform/errors';
import { services } from '#libs/platform/process/services';
import { inspectable, inspectedHeap } from '#test/kit/inspected-heap';
import { stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';
import { between, randomOf } from '#test/load/storm-plan';
import { leakIn } from './leaks';
import { OperationMaker, type Operation } from './valid-operation';
import { oneOf } from './values';
import { hostile, mutated } from './wrong-operations';

jest.setTimeout(400_000);

const operations = Number(process.env['FUZZ_OPERATIONS'] ?? 20_000);
/** So many valid documents there are, each asked with ever other values: what the gateway remembers of them is not to look like a leak. */
const documents = 1_500;
const atOnce = 12;
/** Nearly all documents have come by after the first third. */
const mostGrown = 16;
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
let sent = 0;
/** So many requests besides ask for streams; each that begins is read as far as its first event. */
const streams = Math.round(operations / 6);
const streamsAtOnce = 4;

let system: TestSystem;
let shop: StagedShop;
let schema: GraphQLSchema;
let pool: Pool;
let callers: readonly (string | undefined)[];
let ids: readonly string[];
let pids: readonly (number | undefined)[];

const all = ['gateway', ...services] as const;

beforeAll(async () => {
  system = await startSystem({ env: inspectable });
  shop = await stageShop(system, { name: 'Lamps' });
  const other = await stageShop(system, { name: 'Chairs' });
  await shop.hire('annie', ['AGENT']);
  await shop.hire('cleo', ['CS_ADMIN']);
  await shop.tell('annie', 'setPresence', { presence: 'ONLINE' });
  const sessions = [await shop.writes('b1'), await shop.writes('b2')];
  ids = [shop.id, shop.idOf('annie'), ...sessions.map(({ id }) => id), other.id, shop.idOf('owner'), 'x'];
  const operator = await system.token({ roles: ['OPERATOR'] });
  // Most requests come from those who may much; a few from nobody.
  callers = [
    ...Array<string>(6).fill(shop.tokenOf('owner')),
    ...['annie', 'cleo', 'connector', 'connector'].map((person) => shop.tokenOf(person)),
    operator,
    undefined,
  ];
  const { data } = await system.graphql<IntrospectionQuery>(shop.tokenOf('owner'), getIntrospectionQuery());
  schema = buildClientSchema(data!);
  pool = new Pool(system.process('gateway').url, { connections: atOnce });
  pids = all.map((name) => system.process(name).pid());
});

afterAll(async () => {
  await pool?.close();
  await system?.stop();
});

interface Sent {
  readonly body: string;
  readonly token: string | undefined;
}

/** The request of a number: valid, valid with a mistake, or meant to harm. The same seed and number make the same, ids apart. */
function request(number: number, kind: 'OPERATION' | 'STREAM' = 'OPERATION'): Sent {
  const random = randomOf(seed * 1_000_003 + number);
  const shape = randomOf(seed * 7_919 + between(random, 0, documents));
  const maker = new OperationMaker(schema, shape, random, ids);
  const valid = (): Operation => (kind === 'STREAM' ? maker.makeSubscription() : maker.make());
  const how = random();
  const body = how < 0.35 ? JSON.stringify(valid()) : how < 0.7 ? mutated(random, valid()) : hostile(random);
  return { body, token: oneOf(random, callers) };
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

async function post({ body, token }: Sent): Promise<Answer> {
  const { statusCode, body: answer } = await pool.request({
    path: '/graphql',
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    body,
  });
  return { status: statusCode, text: await answer.text() };
}

/** A stream up to its first event, or what was answered instead. */
async function watch({ body, token }: Sent): Promise<Answer> {
  const { statusCode, body: answer } = await pool.request({
    path: '/graphql/stream',
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    body,
  });
  let text = '';
  for await (const part of answer.setEncoding('utf8')) {
    text += part as string;
    if (statusCode === 200 && /data: .*\n\n/.test(text)) break;
  }
  return { status: statusCode, text };
}

/** Waits and asks again when the gateway says that so many new queries at once are too many, or that its budget is used up: all of these are new, and fast. */
async function inTurn(asked: Sent, ask: (asked: Sent) => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    const answer = await ask(asked);
    if ((answer.status !== 429 && !/"Too many new queries at once/.test(answer.text)) || tries === 10) return answer;
    await sleep(1_000);
  }
}

interface Told {
  readonly errors?: readonly { readonly extensions?: { readonly code?: string; readonly requestId?: string } }[];
}

/** Codes that stand for an answer of the kind of HTTP's 5xx. */
const faults = ['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE', 'ANSWER_INCOMPLETE'];

/** What is wrong with an answer, if anything. */
function problemOf({ status, text }: Answer, own: readonly string[]): string | undefined {
  if (status >= 500) return `status ${status}`;
  // The audit names the address that a request came from, which is here this machine's.
  const leak = leakIn(text.replaceAll(':"127.0.0.1"', ''), own);
  if (leak !== undefined) return `leaks ${leak}`;
  const { errors = [] } = JSON.parse(text) as Told;
  for (const { extensions } of errors) {
    if (!isErrorCode(extensions?.code) || faults.includes(extensions.code)) return `code ${extensions?.code}`;
    if (extensions.requestId === undefined) return 'no request id';
  }
  return undefined;
}

/** The same for a stream that has begun: its first event is no request's answer, but held to the same. */
function problemOfStream(answer: Answer, own: readonly string[]): string | undefined {
  if (answer.status !== 200) return problemOf(answer, own);
  const [, data = ''] = /^data: (.*)$/m.exec(answer.text) ?? [];
  const { errors = [] } = JSON.parse(data) as Told;
  const wrong = errors.find(({ extensions }) => !isErrorCode(extensions?.code) || faults.includes(extensions.code));
  return wrong ? `code ${wrong.extensions?.code}` : leakIn(answer.text.replaceAll(':"127.0.0.1"', ''), own);
}

/** Names of this system that nobody may read in an answer. */
const ownNames = (): string[] => [
  ...all.filter((name) => name !== 'gateway').map((name) => `:${system.process(name).port}`),
  system.environment.passportSecrets,
];

/** Sends so many operations, a few at a time; the problems, with what brought each about. */
async function send(count: number): Promise<{ statuses: Map<number, number>; problems: string[] }> {
  const own = ownNames();
  const statuses = new Map<number, number>();
  const problems: string[] = [];
  const until = sent + count;
  const work = async (): Promise<void> => {
    while (sent < until) {
      sent += 1;
      const number = sent;
      const asked = request(number);
      const answer = await inTurn(asked, post);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const problem = problemOf(answer, own);
      if (problem !== undefined) problems.push(`${number}: ${problem} ← ${asked.body.slice(0, 600)} → ${answer.text.slice(0, 600)}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { statuses, problems };
}

const heap = (): Promise<number> => inspectedHeap(system.process('gateway').logFile);

it(`${operations} operations, valid, broken and hostile, are each answered with sense; nothing leaks, grows or falls`, async () => {
  const warm = await send(Math.round(operations / 3));
  const before = await heap();
  const rest = await send(operations - sent);
  const grownMegabytes = Math.round(((await heap()) - before) / 1024 / 1024);
  const problems = [...warm.problems, ...rest.problems];
  expect({ seed, count: problems.length, problems: problems.slice(0, 10), grownMegabytes }).toEqual({
    seed,
    count: 0,
    problems: [],
    grownMegabytes: Math.min(grownMegabytes, mostGrown),
  });
  // A good part of it really reached the services, and a good part was refused at the door.
  expect(rest.statuses.get(200)).toBeGreaterThan(operations / 5);
  expect(rest.statuses.get(400)).toBeGreaterThan(operations / 5);
});

it(`${streams} requests for streams likewise`, async () => {
  const [statuses, problems, own] = [new Map<number, number>(), [] as string[], ownNames()];
  let asked = 0;
  const work = async (): Promise<void> => {
    while (asked < streams) {
      asked += 1;
      const number = operations + asked;
      const one = request(number, 'STREAM');
      const answer = await inTurn(one, watch);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const problem = problemOfStream(answer, own);
      if (problem !== undefined) problems.push(`${number}: ${problem} ← ${one.body.slice(0, 600)} → ${answer.text.slice(0, 600)}`);
    }
  };
  await Promise.all(Array.from({ length: streamsAtOnce }, work));
  expect({ seed, count: problems.length, problems: problems.slice(0, 10) }).toEqual({ seed, count: 0, problems: [] });
  expect(statuses.get(200)).toBeGreaterThan(streams / 20);
  expect(statuses.get(400)).toBeGreaterThan(streams / 5);
});

it('every process is the one that it was, ready, and does its work', async () => {
  expect(all.map((name) => system.process(name).pid())).toEqual(pids);
  for (const name of all) expect([name, (await fetch(`${system.process(name).url}/ready`)).status]).toEqual([name, 200]);
  const after = await stageShop(system, { name: 'Tables' });
  await after.hire('annie', ['AGENT']);
  await after.tell('annie', 'setPresence', { presence: 'ONLINE' });
  const { id } = await after.writes('b1');
  await after.tell('annie', 'sendAgentMessage', { sessionId: id, text: 'hi' });
});
