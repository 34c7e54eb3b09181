import type { InboxEvent } from '#libs/messaging/index';
import { createOutbox } from '#libs/messaging/outbox/outbox';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createLog } from '#libs/platform/process/log';
import { createConsumes } from '#services/metrics/consumers';
import { features } from '#services/metrics/features';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { createDatabases } from '#test/kit/databases';
import { receivedEvent } from '#test/kit/received-event';
import { tellStory, type PlannedSession } from './metrics-recount';
import { shopSnapshot } from './shop-snapshot';

const log = createLog({ service: 'test', level: 'silent' });
const clock = { now: () => new Date('2026-03-08T02:00:00Z') };
const agents = { A: newId(), B: newId() };
let db: Database;
let ask: Ask;
let shopId: string;

beforeAll(async () => {
  const { metrics } = await createDatabases(['metrics']);
  db = createDatabase({ url: metrics.app, max: 4, log, name: 'metrics-scorecard-test' });
  const outbox = createOutbox({ appending: () => undefined, committed: () => undefined });
  const { resolvers, extra } = features({ db, readDb: db, workerDb: db, outbox, clock, newId, log });
  ask = askSubgraph('metrics', resolvers, extra);
});

afterAll(() => db.close());

const take = (events: readonly InboxEvent[]): Promise<void> => db.transaction([shopId], (tx) => createConsumes(clock).take(tx, events));

/** A has six sessions and B three, on three dates. */
const sessions = Array.from({ length: 9 }, (_, index): PlannedSession => {
  const place = { channel: 'WEB', status: 'UNPAID', entry: null, wait: null };
  return { day: index % 3, minute: 600 + index, buyer: index, replyMinutes: 1, agent: index < 6 ? 'A' : 'B', ...place };
});

beforeEach(async () => {
  shopId = newId();
  const { value } = shopSnapshot(shopId, 1, 'Asia/Shanghai');
  const known = { ...value, occurredAt: '2026-03-01T00:00:00.000Z' };
  await take([receivedEvent({ topic: 'shop-changed', type: 'snapshot', shopId, subject: shopId, sequence: 1, value: known })]);
  await take(tellStory(shopId, sessions, agents));
});

interface ScoreOfTest {
  readonly agent: { readonly id: string };
  readonly score: number | null;
  readonly quality: number | null;
  readonly volume: number;
  readonly sessions: number;
}

const assessments = [
  { agentId: agents.A, qualityCheck: 0.4 },
  { agentId: agents.B, qualityCheck: 0.9 },
];
const asked = { from: '2026-03-02', to: '2026-03-08', weights: { qualityCheck: 0.6, volume: 0.4 }, assessments };

async function scores(input: object, caller = callerAs('ADMIN', shopId)) {
  const fields = 'agent { id } score quality volume sessions';
  const query = `query ($input: ScorecardInput!) { scorecard(input: $input) { agents { ${fields} } best { ${fields} } } }`;
  const { data, refusals } = await ask(caller, query, { input: { shopId, ...asked, ...input } });
  const answer = data?.['scorecard'] as { agents: ScoreOfTest[]; best: ScoreOfTest | null } | null | undefined;
  return { answer, refusal: refusals[0] };
}

it('MET-25 quality 0.9 by 0.6 and half of the volume by 0.4 are 0.74, from the sessions that were counted', async () => {
  const { answer } = await scores({});
  expect(answer?.agents.map(({ agent, volume, sessions: counted }) => [agent.id, volume, counted])).toEqual([
    [agents.B, 0.5, 3],
    [agents.A, 1, 6],
  ]);
  expect(answer?.agents[0]?.score).toBeCloseTo(0.74, 12);
  expect(answer?.agents[1]?.score).toBeCloseTo(0.64, 12);
});

it('MET-26 the best of the week has enough sessions; a week without any has none', async () => {
  const best = async (input: object) => (await scores(input)).answer?.best?.agent.id ?? null;
  expect([await best({ minSessions: 3 }), await best({ minSessions: 4 }), await best({ minSessions: 7 })]).toEqual([
    agents.B,
    agents.A,
    null,
  ]);
  expect((await scores({ from: '2026-02-23', to: '2026-03-01' })).answer).toEqual({ agents: [], best: null });
});

it.each([
  [{ weights: { satisfaction: 0.6, volume: 0.5 } }, 'BAD_USER_INPUT', 'weights'],
  [{ weights: { volume: 1.5, satisfaction: -0.5 } }, 'BAD_USER_INPUT', 'weights.satisfaction'],
  [{ from: '2026-03-08', to: '2026-03-02' }, 'INVALID_RANGE', 'input.to'],
  [{ from: '2006-03-02', to: '2026-03-02' }, 'INVALID_RANGE', 'input.to'],
  [{ minSessions: -1 }, 'BAD_USER_INPUT', 'minSessions'],
  [{ assessments: [...assessments, { agentId: agents.A, survey: 1 }] }, 'BAD_USER_INPUT', 'assessments.2.agentId'],
])('MET-25 %j is refused: %s of %s', async (input, code, field) => {
  expect((await scores(input)).refusal).toMatchObject({ code, field });
});

it('PRM-13 agents do not see the scores of others, nor managers those of another shop', async () => {
  expect((await scores({}, callerAs('AGENT', shopId))).refusal).toMatchObject({ code: 'FORBIDDEN' });
  const { answer, refusal } = await scores({}, callerAs('ADMIN', newId()));
  expect([answer ?? null, refusal === undefined]).toEqual([null, false]);
});
