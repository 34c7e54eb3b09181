import { parseArgs } from 'node:util';
import { trustedEnv, trustedSettings } from '#gateway/documents/trusted-settings';
import { homeOf } from '#infra/process/home';
import { registerOperations } from './register-operations';
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
  for (const [hash, file] of registerOperations({ client, folder, files, replace, limits: settings.limits }))
    process.stdout.write(`sha256:${hash} ${file}\n`);
});
