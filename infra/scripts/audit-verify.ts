import { parseArgs } from 'node:util';
import { say } from '#infra/launcher/console-output';
import { auditedShops, verifyChain, type BrokenChain } from '#libs/platform/audit/verify-chains';
import { isId } from '#libs/platform/process/ids';
import { services, type ServiceName } from '#libs/platform/process/services';
import { runScript } from './run-script';
import { loadSchema } from './service-schemas';
import { openWorkerDatabase } from './worker-database';

/**
 * `npm run audit:verify [-- --shop <id>]`: computes every shop's audit chain of every service again. Names the first broken line of each broken chain, and
 * ends with code 1 if there is one.
 */
runScript(async () => {
  const { shop } = parseArgs({ options: { shop: { type: 'string' } } }).values;
  if (shop !== undefined && !isId(shop)) throw new Error('Name a shop by its id: npm run audit:verify -- --shop <id>');
  const broken: string[] = [];
  for (const service of services) if (await keepsLines(service)) broken.push(...(await verifyService(service, shop)));
  if (broken.length > 0) throw new Error(broken.join('\n'));
});

/** By what the code says of its tables, not by what the database has: a table that was dropped is missed. */
async function keepsLines(service: ServiceName): Promise<boolean> {
  const schema = await loadSchema(service);
  return schema?.tables.some(({ options }) => options.name === 'audit_entry') ?? false;
}

async function verifyService(service: ServiceName, shop: string | undefined): Promise<string[]> {
  const db = openWorkerDatabase(service);
  const broken: BrokenChain[] = [];
  let [chains, lines] = [0, 0];
  for (const shopId of shop === undefined ? await auditedShops(db) : [shop]) {
    const chain = await verifyChain(db, shopId);
    if ('problem' in chain) broken.push(chain);
    else {
      [chains, lines] = [chains + 1, lines + chain.lines];
      if (shop !== undefined) say(`${service}: the chain ends with line ${chain.lines}, hash ${chain.head || 'none'}`);
    }
  }
  await db.close();
  say(`${service}: ${lines} lines in ${chains} chains are as they were written.`);
  return broken.map(({ shopId, seq, problem }) => `${service}: of shop ${shopId}, line ${seq} ${problem}.`);
}
