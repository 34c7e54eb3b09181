import { parseArgs } from 'node:util';
import { graphqlRequest } from '#infra/launcher/graphql-request';
import { openIssuer } from '#infra/launcher/issuer';
import { findRunningSystem } from '#infra/launcher/run-file';
import { checkToken } from './check-token';
import { runScript } from './run-script';
import { claimsFor } from './token-claims';

/**
 * `npm run token -- --as <who> [--shop <id>] [--account <id>]`: prints a token of 12 hours and nothing else. None is made for a shop or an account that the running
 * system does not have; where it does not answer, a line on the standard error says that this was not checked.
 */
runScript(async () => {
  const { values } = parseArgs({ options: { as: { type: 'string' }, shop: { type: 'string' }, account: { type: 'string' } } });
  const { home, demoShop, addresses } = findRunningSystem(process.env);
  const issuer = await openIssuer(home.keys);
  const claims = claimsFor(values, demoShop);
  const token = await issuer.mint(claims);
  const isGiven = values.shop !== undefined || values.account !== undefined;
  const url = `${addresses.gateway}/graphql`;
  const doubt = isGiven ? await checkToken(claims, (query) => graphqlRequest({ url, token, query, timeoutMs: 5_000 })) : undefined;
  if (doubt !== undefined) process.stderr.write(`${doubt}\n`);
  process.stdout.write(`${token}\n`);
});
