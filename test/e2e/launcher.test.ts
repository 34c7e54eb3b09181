import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graphqlRequest } from '#infra/launcher/graphql-request';
import { openIssuer } from '#infra/launcher/issuer';
import { findRunningSystem, readRunFile } from '#infra/launcher/run-file';
import { foreignVariables } from '#infra/launcher/system-environment';
import { homeOf } from '#infra/process/home';
import { repoRoot } from '#libs/platform/process/repo-root';
import { eventually } from '#test/kit/eventually';
import { testPorts } from '#test/kit/test-ports';

jest.setTimeout(240_000);

// Java would make question marks of such a name in the locale POSIX.
const folder = mkdtempSync(join(tmpdir(), 'jiedai-接待-'));
let env: NodeJS.ProcessEnv;
const launchers: Launcher[] = [];

beforeAll(async () => {
  const [gateway, kafka] = await testPorts(2);
  const cache = process.env['JIEDAI_CACHE'];
  env = {
    ...foreignVariables(process.env),
    LC_ALL: 'POSIX',
    JIEDAI_HOME: folder,
    JIEDAI_GATEWAY_PORT: String(gateway),
    JIEDAI_KAFKA_PORT: String(kafka),
    ...(cache ? { JIEDAI_CACHE: cache } : {}),
  };
});

afterAll(async () => {
  for (const { child } of launchers) child.kill('SIGINT');
  await Promise.all(launchers.map(({ ended }) => ended));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

interface Launcher {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<number | null>;
}

function launch(more: NodeJS.ProcessEnv = {}): Launcher {
  const child = spawn(process.execPath, [join(repoRoot(), 'dist/infra/launcher/main.js')], {
    env: { ...env, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (text += part.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const launcher = { child, output: () => text, ended };
  launchers.push(launcher);
  return launcher;
}

const ready = (launcher: Launcher): Promise<void> =>
  eventually(() => expect(launcher.output()).toContain('Jiedai is ready.'), { timeoutMs: 90_000, everyMs: 100 });

const home = () => homeOf(env);
const pidsOf = (): number[] => Object.values(readRunFile(home()).processes).map(({ pid }) => pid);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** What the demo story relies on: the shop, and a hold time that was set long before the story begins. */
async function demoShopShown(): Promise<unknown> {
  const { demoShop, addresses } = findRunningSystem(env);
  const issuer = await openIssuer(home().keys);
  const shopId = demoShop?.shopId ?? '';
  const token = await issuer.mint({ subject: 'owner', name: 'Owner', roles: ['OWNER'], shop: shopId, account: demoShop?.accounts.owner });
  const { data } = await graphqlRequest<{ shop: unknown }>({
    url: `${addresses.gateway}/graphql`,
    token,
    query:
      'query($id: ID!) { shop(id: $id) { name policyVersion policy { agentEndHoldMinutes } rosterRevision receptionVersions { nodes { number holidayRule ranges { name } } } } }',
    variables: { id: shopId },
  });
  return data?.shop;
}

it('starts everything, loads the demo shop once, keeps it over a restart, and recovers from kill -9', async () => {
  const first = launch();
  await ready(first);
  const hours = { number: 1, holidayRule: 'CLOSED', ranges: [{ name: '双11' }] };
  const shown = {
    name: 'Demo shop',
    policyVersion: 2,
    policy: { agentEndHoldMinutes: 0 },
    rosterRevision: 1,
    receptionVersions: { nodes: [{ ...hours, number: 2 }, hours] },
  };
  expect(await demoShopShown()).toEqual(shown);
  const { demoShop } = readRunFile(home());
  expect(existsSync(join(home().kafka, 'data/meta.properties'))).toBe(true);

  const second = launch();
  expect(await second.ended).not.toBe(0);
  expect(second.output()).toMatch(/already runs|is running/i);

  const running = pidsOf();
  first.child.kill('SIGINT');
  expect(await first.ended).toBe(0);
  expect(running.filter(isAlive)).toEqual([]);

  const third = launch();
  await ready(third);
  expect(readRunFile(home()).demoShop).toEqual(demoShop);
  const services = Object.entries(readRunFile(home()).processes).flatMap(([name, { pid }]) =>
    ['postgres', 'kafka'].includes(name) ? [] : [pid],
  );
  third.child.kill('SIGKILL');
  await eventually(() => expect(services.filter(isAlive)).toEqual([]), { timeoutMs: 20_000 });

  const fourth = launch();
  await ready(fourth);
  expect([await demoShopShown(), readRunFile(home()).demoShop]).toEqual([shown, demoShop]);
});

it('the demo tells its story: one waits and is taken when the agent is free; its board counts both answers', () => {
  const told = spawnSync(process.execPath, [join(repoRoot(), 'dist/infra/scripts/demo.js')], { env, encoding: 'utf8', timeout: 60_000 });
  expect(told).toMatchObject({ status: 0, stderr: '' });
  expect(told.stdout).toMatch(/b1 +writes "Is the blue one in stock\?" +→ ASSIGNED to agent-1/);
  expect(told.stdout).toMatch(/b2 +writes "Where is my parcel\?" +→ QUEUED as number 1/);
  expect(told.stdout).toMatch(/b2 +is next in the queue +→ taken by agent-1/);
  const board = JSON.parse(told.stdout.slice(told.stdout.lastIndexOf('\n{\n'))) as { metrics: unknown };
  expect(board.metrics).toMatchObject({
    responseRate: { value: 1, numerator: 2, denominator: 2, pending: 0 },
    volume: { sessions: 2, buyers: 2 },
  });
});

it('tokens are made for shops and accounts that there are', () => {
  const { demoShop } = readRunFile(home());
  const made = (...args: string[]) =>
    spawnSync(process.execPath, [join(repoRoot(), 'dist/infra/scripts/token.js'), ...args], { env, encoding: 'utf8', timeout: 60_000 });
  const [nobody, known] = ['01890000-0000-7000-8000-000000000000', demoShop?.shopId ?? ''];
  const ours = made('--as', 'owner', '--shop', known);
  expect([ours.status, ours.stderr, ours.stdout.split('.').length]).toEqual([0, '', 3]);
  expect(made('--as', 'connector', '--shop', nobody)).toMatchObject({
    status: 1,
    stdout: '',
    stderr: `The running system has no shop ${nobody}.\n`,
  });
  expect(made('--as', 'owner', '--shop', known, '--account', nobody)).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining(`no shop ${known} with an account ${nobody}`) as unknown,
  });
});

const elsewhere = join(folder, 'elsewhere');

it.each<[string, NodeJS.ProcessEnv, RegExp]>([
  ['containers', { JIEDAI_INFRA: 'containers' }, /containers come with a later issue/],
  ['unknown servers', { JIEDAI_INFRA: 'elsewhere' }, /embedded or external/],
  ['an unknown log level', { JIEDAI_LOG_LEVEL: 'loud' }, /JIEDAI_LOG_LEVEL: .*"info"/],
  ['a retention that is too short', { JIEDAI_KEEP_OUTBOX_DAYS: '1' }, /JIEDAI_KEEP_OUTBOX_DAYS: whole days, at least 8/],
  ['one port for two', { JIEDAI_GATEWAY_PORT: '29999', JIEDAI_SHOP_PORT: '29999' }, /^Port 29999 is asked for twice.*JIEDAI_\w+_PORT/m],
  [
    'a home that may not be written',
    { JIEDAI_HOME: '/sys/jiedai' },
    /jiedai cannot be written by \S+: give that user the right.*JIEDAI_HOME/,
  ],
  ['a home that is a file', { JIEDAI_HOME: __filename }, /is a file, or lies below one: name a folder \(JIEDAI_HOME\)/],
])('%s: refused in a sentence, and nothing was started', async (_what, setting, sentence) => {
  const refused = launch({ JIEDAI_HOME: elsewhere, ...setting });
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toMatch(sentence);
  expect(refused.output()).not.toMatch(/^\s+at /m);
  expect(existsSync(join(elsewhere, 'postgres'))).toBe(false);
});

it('a reset leaves alone what is no home of ours', () => {
  const project = join(folder, 'project');
  mkdirSync(join(project, 'keys'), { recursive: true });
  const run = spawnSync(process.execPath, [join(repoRoot(), 'dist/infra/scripts/reset.js'), '--yes'], {
    env: { ...env, JIEDAI_HOME: project },
    encoding: 'utf8',
  });
  expect(run).toMatchObject({ status: 1, stdout: '' });
  expect(run.stderr).toMatch(/project is no home of Jiedai, so nothing in it is touched/);
  expect(existsSync(join(project, 'keys'))).toBe(true);
});
