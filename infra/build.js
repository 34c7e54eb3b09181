/**
 * Builds when a source is newer than the last build: `node infra/build.js [<module> <arguments>…]`. With a module, one of dist/infra, that is what runs then.
 * Scripts go through here, so that they work before the first build and never run the code of before the last pull. What a build says goes to the
 * standard error, because the output of a script may be read by another program.
 */
const { spawnSync } = require('node:child_process');
const { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const folders = ['libs', 'services', 'gateway', 'infra', 'test'];
/** Pages for browsers, which their own tool builds, by their folder; what comes out is in dist under the last part of its name. */
const frontEnds = ['gateway/console', 'gateway/widget'];
const settings = ['tsconfig.json', 'package-lock.json'];

const changedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** The files with this ending below some folders of a place, as paths from there. */
const filesOf = (place, ending) =>
  folders
    .filter((folder) => existsSync(join(place, folder)))
    .flatMap((folder) => readdirSync(join(place, folder), { recursive: true }).map((name) => join(folder, name)))
    .filter((name) => name.endsWith(ending) && !frontEnds.some((folder) => name.startsWith(`${folder}/`)));

/** What has to be built: sources and settings that changed after this instant, sources without an output, and outputs without a source. */
function changesSince(instant, place) {
  const sources = filesOf(place, '.ts');
  const known = new Set(sources.map((name) => name.replace(/\.ts$/, '')));
  const built = new Set(filesOf(join(place, 'dist'), '.js').map((name) => name.replace(/\.js$/, '')));
  const isNew = (name) => changedAt(join(place, name)) > instant;
  return {
    changed: [...settings, ...sources].filter(isNew),
    missing: [...known].filter((name) => !name.endsWith('.d') && !built.has(name)),
    left: [...built].filter((name) => !known.has(name)),
  };
}

function build() {
  const startedAt = new Date();
  const stamp = join(root, 'dist', '.built');
  const built = changedAt(stamp);
  const { changed, missing, left } = changesSince(built, root);
  if (built > 0 && [changed, missing, left].every(({ length }) => length === 0)) return;
  process.stderr.write(built > 0 ? 'Building what has changed\n' : 'Building, which takes some ten seconds the first time\n');
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  if (!existsSync(compiler)) fail('The compiler is missing: run `npm ci` first.\n');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-b'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) fail(`${stdout}The build failed, see above.\n`);
  // The compiler leaves the outputs of sources that are gone.
  for (const name of left) for (const ending of ['.js', '.js.map']) rmSync(join(root, 'dist', name + ending), { force: true });
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, '');
  utimesSync(stamp, startedAt, startedAt);
}

/** Pages are built apart: scripts that need none do not wait for them, and run when they cannot be built. */
function buildFrontEnds() {
  for (const folder of frontEnds) {
    const out = join(root, 'dist', folder.split('/').at(-1));
    const built = changedAt(join(out, 'index.html'));
    const names = readdirSync(join(root, folder), { recursive: true });
    if ([...names.map((name) => join(folder, name)), 'package-lock.json'].every((name) => changedAt(join(root, name)) <= built)) continue;
    process.stderr.write(`Building ${folder}\n`);
    const tool = join(root, 'node_modules/vite/bin/vite.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [tool, 'build', '--config', join(root, folder, 'vite.config.mjs')], {
      cwd: root,
      encoding: 'utf8',
    });
    if (status !== 0) fail(`${stdout}${stderr}${folder} cannot be built, see above.\n`);
  }
}

function fail(text) {
  process.stderr.write(text);
  process.exit(1);
}

if (require.main === module) {
  const [, , name, ...args] = process.argv;
  build();
  if (name === undefined || name === 'launcher/main') buildFrontEnds();
  if (name !== undefined) {
    const script = join(root, 'dist/infra', `${name}.js`);
    process.argv = [process.argv[0], script, ...args];
    require(script);
  }
}

module.exports = { changesSince };
