import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildASTSchema, parse } from 'graphql';
import { checkDocument } from '#gateway/documents/check-document';
import { hashOf, readManifest, type Manifest } from '#gateway/documents/manifest';
import { trustedEnv, trustedSettings } from '#gateway/documents/trusted-settings';
import { withSubscriptions } from '#gateway/live/live-schema';
import { readSupergraph } from '#gateway/supergraph';
import { homeOf } from '#infra/process/home';
import { runScript } from './run-script';

const usage =
  'npm run operations -- --client <name> [--folder <folder>] [--replace] <files…>: .graphql, or .json with texts by their SHA-256';

/** Registers the documents of a front end, after checking each. Gateways find them within a second. What was registered before stays, unless it is replaced. */
runScript(async () => {
  const { values, positionals: files } = parseArgs({
    options: { client: { type: 'string' }, folder: { type: 'string' }, replace: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const { client, replace } = values;
  if (client === undefined || !/^[a-z0-9-]{1,64}$/.test(client) || files.length === 0) throw new Error(usage);
  const settings = trustedSettings(trustedEnv.parse(process.env));
  const folder = values.folder ?? settings.folder ?? homeOf(process.env).operations;
  const file = join(folder, `${client}.json`);
  const schema = withSubscriptions(buildASTSchema(parse(readSupergraph()), { assumeValidSDL: true }));
  const added: Record<string, string> = {};
  for (const name of files)
    for (const [hash, text] of Object.entries(read(name))) {
      const checked = checkDocument(text, { schema, limits: settings.limits, introspection: false });
      if ('problem' in checked) throw new Error(`${name}: ${checked.problem}\nNothing was registered.`);
      added[hash] = text;
      process.stdout.write(`sha256:${hash} ${name}\n`);
    }
  mkdirSync(folder, { recursive: true });
  write(file, { ...(replace ? {} : registered(file)), ...added });
});

const read = (file: string): Manifest => {
  const text = readFileSync(file, 'utf8');
  return file.endsWith('.json') ? readManifest(text) : { [hashOf(text)]: text };
};

function registered(file: string): Manifest {
  try {
    return readManifest(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

/** As a whole, so that a gateway never reads half of it. */
function write(file: string, manifest: Manifest): void {
  const temporary = `${file}.temporary`;
  writeFileSync(temporary, `${JSON.stringify(manifest, undefined, 2)}\n`);
  renameSync(temporary, file);
}
