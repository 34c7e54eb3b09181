import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, closeSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { createLog } from './log';

const folder = mkdtempSync(join(tmpdir(), 'jiedai-log-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Every write to this device fails as on a full disk. */
const full = '/dev/full';

test('a line says who wrote it, and never a secret', async () => {
  const file = join(folder, 'a.log');
  const log = createLog({ service: 'shop', level: 'info', file });
  log.info({ token: 'abc', password: 'def' }, 'hello');
  await new Promise((resolve) => log.flush(resolve));
  const line = JSON.parse(readFileSync(file, 'utf8')) as unknown;
  expect(line).toMatchObject({ service: 'shop', msg: 'hello', token: '[redacted]', password: '[redacted]' });
});

test('lines that cannot be written stop nothing', async () => {
  const log = createLog({ service: 'shop', level: 'info', file: full });
  for (let line = 0; line < 2_000; line++) {
    log.info({ filling: 'x'.repeat(1_000) }, 'lost');
    if (line % 100 === 0) await turn();
  }
  await new Promise((resolve) => log.flush(resolve));
});

test('a process whose output cannot be written works on, and ends with its own code', () => {
  const { output, status } = runWithOutputTo(full);
  expect(output).toBe('worked');
  expect(status).toBe(3);
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
