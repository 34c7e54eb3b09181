import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, closeSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { GraphQLError } from 'graphql';
import { AppError } from '../errors';
import { createLog, type Log } from './log';
import { logFields } from './log-fields';

const folder = mkdtempSync(join(tmpdir(), 'jiedai-log-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Every write to this device fails as on a full disk. */
const full = '/dev/full';

test('a line says who wrote it', async () => {
  const file = join(folder, 'a.log');
  const log = createLog({ service: 'shop', level: 'info', file });
  log.info('hello');
  await new Promise<void>((resolve) => log.flush(resolve));
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ service: 'shop', msg: 'hello' });
});

test('lines that cannot be written stop nothing', async () => {
  const log = createLog({ service: 'shop', level: 'info', file: full });
  for (let line = 0; line < 2_000; line++) {
    log.info(`lost ${'words '.repeat(100)}`);
    if (line % 100 === 0) await turn();
  }
  await new Promise<void>((resolve) => log.flush(resolve));
});

test('a process whose output cannot be written works on, and ends with its own code', () => {
  const { output, status } = runWithOutputTo(full);
  expect(output).toBe('worked');
  expect(status).toBe(3);
});

test('loaded once more, it listens no second time', () => {
  const counts = () => [process.stdout, process.stderr].map((stream) => stream.listenerCount('error'));
  const before = counts();
  jest.isolateModules(() => void require('./log'));
  expect(counts()).toEqual(before);
});

/** A process of its own, because what is tested is its standard output and its end. */
function runWithOutputTo(path: string): { output: string; status: number | null } {
  const result = join(folder, 'result');
  const script = `
    require('@swc/core'); require.extensions['.ts'] = (module, file) =>
      module._compile(require('@swc/core').transformFileSync(file, { jsc: { parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }).code, file);
    const log = require(${JSON.stringify(join(__dirname, 'log.ts'))}).createLog({ service: 'shop', level: 'info' });
    log.info('lost'); process.stdout.write('lost'); process.stderr.write('lost');
    setTimeout(() => { log.info('lost again'); require('fs').writeFileSync(${JSON.stringify(result)}, 'worked'); process.exit(3); }, 50);`;
  const target = openSync(path, 'w');
  const { status } = spawnSync(process.execPath, ['-e', script], { stdio: ['ignore', target, target], cwd: __dirname });
  closeSync(target);
  return { output: readFileSync(result, 'utf8'), status };
}

const service = (lines: string[]) => createLog({ service: 'shop', level: 'trace', write: (line) => lines.push(line) });

/** What the log of one call holds. */
function logged(write: (log: Log) => void): string {
  const lines: string[] = [];
  write(service(lines));
  return lines.join('');
}

const wordsOfBuyers = ['我的快递在哪里', '张伟', 'Alice Miller', 'my order 4711 is late, call 13912345678'];
const access = [
  'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ3In0.c2lnbmF0dXJl',
  'jd_live_0Ab3dE9fGh2JkLmN4pQrStUvWxYz7',
  '4f5c1f6e1d2a4b0e9d8c7b6a59483726150f4f5c1f6e1d2a',
];
const planted = [...wordsOfBuyers, ...access];

const any = (fields: object): never => fields as never;

describe('what a log line may hold', () => {
  it.each(planted)('%s is in no field, whatever its name', (secret) => {
    for (const name of [...Object.keys(logFields), 'text', 'buyerName', 'token', 'input', 'variables', 'value', 'authorization'])
      for (const value of [secret, [secret], { [name]: secret }, { text: { deep: secret } }, Object.assign(new Date(), { secret })]) {
        if (typeof value === 'string' && sentences.has(name) && wordsOfBuyers.includes(secret)) continue;
        expect(logged((log) => log.info(any({ [name]: value }), 'a line'))).not.toContain(secret);
      }
  });

  it.each(planted)('%s is in no line as the name of a field', (secret) => {
    expect(logged((log) => log.info(any({ [secret]: 1 }), 'a line'))).not.toContain(secret);
  });

  it.each(planted)('%s leaves no error: not its quotes, its details, its cause, its statement nor its parameters', (secret) => {
    const ofPg = (message: string, code: string): Error =>
      Object.assign(new Error(message), {
        code,
        detail: `Key (name)=(${secret})`,
        where: secret,
        hint: secret,
        parameters: [secret],
        query: secret,
      });
    const errors = [
      ofPg(`invalid input syntax for type uuid: "${secret}"`, '22P02'),
      ofPg('duplicate key value violates unique constraint "session_buyer"', '23505'),
      new Error('outside', { cause: ofPg(`invalid input value for enum channel: "${secret}"`, '22P02') }),
      new AggregateError([new Error(`unexpected "${secret}"`)], 'several'),
      Object.assign(new Error('with more'), { secret, response: { body: secret } }),
      Object.assign(new Error('of a client'), { name: secret, code: secret, constraint: secret, table: secret }),
      new GraphQLError(`Value "${secret}" does not exist in "Channel" enum.`, { extensions: { secret } }),
      secret,
      { message: secret },
    ];
    for (const err of errors) expect(logged((log) => log.error({ err }, 'it failed'))).not.toContain(secret);
    const broken = ((): unknown => {
      try {
        return JSON.parse(`{"text":${secret}`);
      } catch (error) {
        return error;
      }
    })();
    expect(logged((log) => log.error({ err: broken }, 'it failed'))).not.toContain(secret.slice(0, 4));
  });

  it.each(access)('%s gives nobody access who reads a sentence with it', (secret) => {
    for (const sentence of [secret, `Bearer ${secret}`, `postgres://app:${secret}@db:5432/shop failed`, `the key ${secret}, it says`])
      expect(logged((log) => log.error({ err: new Error(sentence), reason: sentence, error: sentence }, sentence))).not.toContain(secret);
  });

  it('what is needed to act is there', () => {
    const cause = Object.assign(new Error('duplicate key value violates unique constraint "session_buyer"'), {
      code: '23505',
      constraint: 'session_buyer',
      table: 'session',
    });
    const err = new AppError('SERVICE_UNAVAILABLE', 'The database is not available.', { cause });
    const requestId = '0af7651916cd43dd8448eb211c80319c';
    const shopId = '018f0000-0000-7000-8000-000000000001';
    const fields = { err, requestId, shopId, topic: 'session-closed', waitMs: 50, colour: 'red' };
    const line = JSON.parse(logged((log) => log.warn(fields, 'later'))) as object;
    expect(line).toMatchObject({
      service: 'shop',
      pid: process.pid,
      msg: 'later',
      ...{ requestId, shopId, topic: 'session-closed', waitMs: 50, colour: '[string]' },
      err: {
        type: 'AppError',
        code: 'SERVICE_UNAVAILABLE',
        cause: { message: cause.message, constraint: 'session_buyer', table: 'session' },
      },
    });
    expect((line as { err: { stack: string } }).err.stack).toContain('log.test.ts');
  });

  it('an address keeps its host, and loses who logs in there', () => {
    expect(logged((log) => log.info({ err: new Error('connect postgres://app:hunter2@db:5432/shop') }, 'x'))).toContain(
      'postgres://…@db:5432/shop',
    );
  });

  it('a library that writes what it likes is held to the list too', () => {
    const lines = logged((log) => {
      (log.info as (...all: unknown[]) => void)('hello %s', '张伟');
      (log.error as (...all: unknown[]) => void)(new Error('broken'));
      (log.info as (...all: unknown[]) => void)(undefined);
    });
    expect(lines).not.toContain('张伟');
    expect(lines).toContain('broken');
  });
});

/** Sentences are our own words; what they quote is left out, and what gives access. */
const sentences = new Set(['reason', 'problem', 'error']);
