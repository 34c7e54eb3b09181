import { parseArgs } from 'node:util';
import { askReplay, listParked, type ParkedRow } from '#libs/messaging/index';
import { isId } from '#libs/platform/process/ids';
import { runScript } from './run-script';
import { scriptOperator } from './script-operator';
import { openAppDatabase, openWorkerDatabase, serviceNamed } from './worker-database';

const usage = 'npm run parked -- list --service <name> | replay --service <name> --shop <id> --subject <id> [--by <who>]';

/** Lists the events a service has parked, or asks it to apply a subject's once more; who asked is kept with the rows, and in the shop's audit. */
runScript(async () => {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    options: { service: text, shop: text, subject: text, by: text },
    allowPositionals: true,
  });
  const service = serviceNamed(values.service);
  if (positionals[0] === 'list') {
    const rows = await listParked(openWorkerDatabase(service));
    process.stdout.write(rows.length === 0 ? 'Nothing is parked.\n' : rows.map(lineOf).join(''));
  } else if (positionals[0] === 'replay') {
    const { shop, subject } = values;
    if (shop === undefined || !isId(shop) || subject === undefined)
      throw new Error(`Name --shop and --subject as the list shows them.\n${usage}`);
    const count = await askReplay(openAppDatabase(service), { shopId: shop, subject }, scriptOperator('parked', values.by));
    if (count === 0) throw new Error('Nothing of that subject is parked.');
    process.stdout.write(`${count} event(s) will be applied within seconds while the service runs; what fails again stays in the list.\n`);
  } else throw new Error(usage);
});

const lineOf = (row: ParkedRow): string =>
  `${JSON.stringify({
    shop: row.shopId,
    subject: row.subject,
    event: row.eventId,
    type: `${row.stream}.${row.type}`,
    sequence: row.seq,
    firstFailed: row.firstFailedAt,
    attempts: row.attempts,
    askedBy: row.replayBy,
    origin: row.origin,
    cause: row.cause,
  })}\n`;
