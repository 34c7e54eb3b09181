import { parseArgs } from 'node:util';
import { accessAs } from '#infra/kafka/cluster';
import { openIssuer } from '#infra/launcher/issuer';
import { findRunningSystem } from '#infra/launcher/run-file';
import { runScript } from '#infra/scripts/run-script';
import { claimsFor } from '#infra/scripts/token-claims';
import { startWebConnector } from './web-connector';

/** `npm run connector:web [-- --shop <id>] [--port <number>]`: a chat page for a shop of the running system, the demo shop unless another is named, until Ctrl-C. */
runScript(async () => {
  const { values } = parseArgs({ options: { shop: { type: 'string' }, port: { type: 'string', default: '4080' } } });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port is a number from 0 to 65535.');
  const { home, demoShop, addresses } = findRunningSystem(process.env);
  const claims = claimsFor({ as: 'connector', shop: values.shop }, demoShop);
  const token = await (await openIssuer(home.keys)).mint(claims);
  const graph = { url: `${addresses.gateway}/graphql`, token, shopId: claims.shop ?? '' };
  const connector = await startWebConnector({ graph, kafka: accessAs(addresses.kafka, 'connector'), port });
  process.stdout.write(`A buyer writes at ${connector.url}; Ctrl-C ends it.\n`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await connector.stop();
});
