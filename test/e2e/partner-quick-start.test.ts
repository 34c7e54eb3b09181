import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRunningSystem } from '#infra/launcher/run-file';
import { foreignVariables } from '#infra/launcher/system-environment';
import { repoRoot } from '#libs/platform/process/repo-root';
import { eventually } from '#test/kit/eventually';
import { testPorts } from '#test/kit/test-ports';

jest.setTimeout(240_000);

const folder = mkdtempSync(join(tmpdir(), 'jiedai-quick-start-'));
let env: NodeJS.ProcessEnv;
let launcher: ReturnType<typeof spawn>;

beforeAll(async () => {
  const [gateway, kafka] = await testPorts(2);
  const cache = process.env['JIEDAI_CACHE'];
  env = {
    ...foreignVariables(process.env),
    JIEDAI_HOME: folder,
    JIEDAI_GATEWAY_PORT: String(gateway),
    JIEDAI_KAFKA_PORT: String(kafka),
    ...(cache ? { JIEDAI_CACHE: cache } : {}),
  };
  launcher = spawn(process.execPath, [join(repoRoot(), 'dist/infra/launcher/main.js')], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  launcher.stdout?.on('data', (part: Buffer) => (text += part.toString()));
  await eventually(() => expect(text).toContain('Jiedai is ready.'), { timeoutMs: 120_000, everyMs: 200 });
});

afterAll(async () => {
  const ended = new Promise((resolve) => launcher.once('exit', resolve));
  launcher.kill('SIGINT');
  await ended;
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

interface Block {
  readonly kind: string;
  readonly text: string;
}

const page = readFileSync(join(repoRoot(), 'infra/docs/partner-quick-start.md'), 'utf8');
const blocks: readonly Block[] = [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, kind, text]) => ({ kind: kind!, text: text! }));

const endOf = (index: number): string => `=== end of block ${index} ===`;

/** The page as one script: after each block a line of its own, so that what it printed can be told apart. Only the port is another one. */
const scriptFor = (gateway: string): string =>
  blocks
    .map(({ kind, text }, index) => (kind === 'sh' ? `${text}printf '\\n%s\\n' '${endOf(index)}'\n` : ''))
    .join('')
    .replaceAll('http://127.0.0.1:4000', gateway);

function run(text: string): Promise<{ status: number | null; printed: string; problems: string }> {
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', text], {
    cwd: repoRoot(),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 120_000,
  });
  const told = { printed: '', problems: '' };
  shell.stdout.on('data', (part: Buffer) => (told.printed += part.toString()));
  shell.stderr.on('data', (part: Buffer) => (told.problems += part.toString()));
  return new Promise((resolve) => shell.once('close', (status) => resolve({ status, ...told })));
}

/** What a block of the page promises, as a pattern. */
const promised = (text: string): RegExp => new RegExp(`^${text.trim().split('…').map(literally).join('.*')}$`);
const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

it('the quick start of partners does what it says, block by block', async () => {
  const { status, printed, problems } = await run(scriptFor(findRunningSystem(env).addresses.gateway));
  expect({ status, problems }).toEqual({ status: 0, problems: '' });
  let rest = printed;
  blocks.forEach(({ kind }, index) => {
    if (kind !== 'sh') return;
    const [output, ...further] = rest.split(endOf(index));
    rest = further.join(endOf(index));
    const next = blocks[index + 1];
    expect(output!.trim()).toMatch(promised(next?.kind === 'text' ? next.text : ''));
  });
  expect(blocks.filter(({ kind }) => kind === 'text').length).toBeGreaterThanOrEqual(5);
});
