import { parseArgs } from 'node:util';
import { openIssuer } from '#infra/launcher/issuer';
import { findRunningSystem } from '#infra/launcher/run-file';
import { runScript } from './run-script';
import { claimsFor } from './token-claims';

/** `npm run token -- --as <who> [--shop <id>] [--account <id>]`: prints a token of 12 hours and nothing else. */
runScript(async () => {
  const { values } = parseArgs({ options: { as: { type: 'string' }, shop: { type: 'string' }, account: { type: 'string' } } });
  const { home, demoShop } = findRunningSystem(process.env);
  const issuer = await openIssuer(home.keys);
  process.stdout.write(`${await issuer.mint(claimsFor(values, demoShop))}\n`);
});
