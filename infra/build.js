/**
 * Builds when a source is newer than the last build: `node infra/build.js [<module> <arguments>…]`. With a module, one of dist/infra, that is what runs then.
 * Scripts go through here, so that they work before the first build and never run the code of before the last pull. What a build says goes to the
 * standard error, because the output of a script may be read by another program.
 */
const { spawnSync } = require('node:child_process');
const { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const stamp = join(root, 'dist', '.built');
const sources = ['libs', 'services', 'gateway', 'infra', 'test', 'tsconfig.json', 'package-lock.json'];

const changedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Whether a source, or a folder of them that lost a file, changed after this instant. */
function changedSince(instant, path) {
  if (changedAt(path) > instant) return true;
  return statSync(path).isDirectory() && readdirSync(path).some((name) => changedSince(instant, join(path, name)));
}

function build() {
  const startedAt = new Date();
  const built = changedAt(stamp);
  if (built > 0 && !sources.some((name) => changedSince(built, join(root, name)))) return;
  process.stderr.write(built > 0 ? 'Building what has changed\n' : 'Building, which takes some ten seconds the first time\n');
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  if (!existsSync(compiler)) fail('The compiler is missing: run `npm ci` first.\n');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-b'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) fail(`${stdout}The build failed, see above.\n`);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, '');
  utimesSync(stamp, startedAt, startedAt);
}

function fail(text) {
  process.stderr.write(text);
  process.exit(1);
}

if (require.main === module) {
  build();
  const [, , name, ...args] = process.argv;
  if (name !== undefined) {
    const script = join(root, 'dist/infra', `${name}.js`);
    process.argv = [process.argv[0], script, ...args];
    require(script);
  }
}

module.exports = { changedSince };
