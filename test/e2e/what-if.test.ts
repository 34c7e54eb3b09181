import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '#libs/platform/process/ids';
import { repoRoot } from '#libs/platform/process/repo-root';
import { eventually } from '#test/kit/eventually';
import { openShop, type TestShop } from '#test/kit/open-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

let system: TestSystem;
let shop: TestShop;
let folder: string;
let from: string;

const endSession = 'mutation($input: EndSessionInput!) { endSession(input: $input) { session { id } } }';

/** Six buyers for two agents with a slot each; each is served for about half a second. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'what-if-'));
  system = await startSystem({ processes: ['shop', 'routing', 'session', 'metrics', 'gateway'] });
  shop = await openShop(system, { agents: 2, capacity: 1 });
  from = new Date().toISOString();
  const sessions: string[] = [];
  for (let buyer = 1; buyer <= 6; buyer += 1) {
    const { data } = await shop.writes(`b${buyer}`, { id: `m${buyer}`, waitMs: 2_000 });
    sessions.push(data!.sendBuyerMessage.session.id);
    await pause(50);
  }
  for (const id of sessions) {
    const agentId = await eventually(async () => {
      const session = await shop.session(id);
      expect(session).toMatchObject({ state: 'ACTIVE' });
      return session!.routing!.agent!.id;
    });
    await pause(500);
    const { token } = shop.agents.find((agent) => agent.id === agentId)!;
    const { errors } = await system.graphql(token, endSession, { input: { shopId: shop.id, sessionId: id, confirm: true } });
    expect(errors).toEqual([]);
  }
}, 90_000);

afterAll(async () => {
  await system?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** `npm run whatif` as an operator runs it. */
async function whatIf(
  settings: object,
  options: Readonly<Record<string, string>> = {},
): Promise<{ code: number; out: string; err: string }> {
  const file = join(folder, `${newId()}.json`);
  await writeFile(file, JSON.stringify(settings));
  const { metrics, routing } = system.databases;
  const env = { ...process.env, DATABASE_URL_METRICS: metrics.app, DATABASE_URL_ROUTING: routing.app };
  const named = { shop: shop.id, from, to: new Date().toISOString(), settings: file, ...options };
  const args = Object.entries(named).flatMap(([name, value]) => [`--${name}`, value]);
  return new Promise((resolve) => {
    const script = join(repoRoot(), 'dist/infra/scripts/whatif.js');
    const child = execFile(process.execPath, [script, ...args], { env }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

it('INV-4 what a running system has recorded is replayed to the same agents, and without a queue where there are more slots', async () => {
  const { out } = await eventually(async () => {
    const answer = await whatIf({ capacities: { '*': 3 } });
    expect(answer).toMatchObject({ code: 0, err: '' });
    expect(answer.out).toMatch(/given to a first agent +6 +6 +6\n/);
    return answer;
  });
  expect(out).toMatch(/buyers who came +6 +6 +6\n/);
  expect(out).toMatch(/buyers who queued +4 +4 +0\n/);
  expect(out).toContain('6 of 6 buyers get the agent they had (100.0 %)');
  expect(out).toContain('Taken as given:');
});

it.each<[string, object, Readonly<Record<string, string>>, RegExp]>([
  ['a shop that is not there', {}, { shop: newId() }, /^There is no shop [-0-9a-f]+ in the event log\.\n$/],
  ['a reversed range', {}, { from: '2026-03-03T00:00:00Z', to: '2026-03-02T00:00:00Z' }, /^--from must be before --to\.\n$/],
  [
    'a period without buyers',
    {},
    { from: '2020-03-02T00:00:00Z', to: '2020-03-03T00:00:00Z' },
    /^(No buyer came in this period|There is no shop .*)\.\n$/,
  ],
  ['an unknown setting', { policy: { pace: 1 } }, {}, /^pace is no setting of a shop's policy; these are: /],
  ['no instant', {}, { from: 'yesterday' }, /^--from is an instant such as /],
  ['no file', {}, { settings: '/nowhere/x.json' }, /^The file \/nowhere\/x\.json cannot be read\.\n$/],
])('%s is one clear sentence', async (_, settings, options, sentence) => {
  const { code, out, err } = await whatIf(settings, options);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(sentence);
});
