import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseInstant } from '#libs/calendar/index';
import { isId } from '#libs/platform/process/ids';
import { say } from '#infra/launcher/console-output';
import { readFacts } from '#infra/whatif/read-facts';
import { readSetup } from '#infra/whatif/read-setup';
import { whatIfReport } from '#infra/whatif/what-if-report';
import { runScript } from './run-script';
import { openAppDatabase } from './worker-database';

const usage = 'npm run whatif -- --shop <id> --from <instant> --to <instant> --settings <file.json>';

/**
 * `npm run whatif -- --shop <id> --from <instant> --to <instant> --settings <file.json>`: plays a period's buyers, presence and service times again, on paper,
 * under other settings or capacities, and prints what would have come of it beside what was. It writes nothing.
 */
runScript(async () => {
  const text = { type: 'string' } as const;
  const { shop, from, to, settings } = parseArgs({ options: { shop: text, from: text, to: text, settings: text } }).values;
  if (shop === undefined || !isId(shop)) throw new Error(`Name a shop by its id.\n${usage}`);
  const [begin, end] = [instantOf(from, '--from'), instantOf(to, '--to')];
  if (begin >= end) throw new Error('--from must be before --to.');
  if (settings === undefined) throw new Error(`Name a file of settings.\n${usage}`);
  const file = await readFile(settings, 'utf8').catch(() => {
    throw new Error(`The file ${settings} cannot be read.`);
  });
  const [metrics, routing] = [openAppDatabase('metrics'), openAppDatabase('routing')];
  const [facts, setup] = await Promise.all([readFacts(metrics, shop, begin, end), readSetup(routing, shop)]);
  await Promise.all([metrics.close(), routing.close()]);
  const limited = (process.env['JIEDAI_LIMITED_FEATURES'] ?? '').split(',').filter((name) => name !== '');
  const span = { fromMs: begin.getTime(), toMs: end.getTime() };
  for (const line of whatIfReport({ shopId: shop, facts, file, limited, ...setup, ...span })) say(line);
});

function instantOf(given: string | undefined, option: string): Date {
  const instant = given === undefined ? null : parseInstant(given);
  if (!instant) throw new Error(`${option} is an instant such as 2026-03-02T01:00:00Z.\n${usage}`);
  return instant;
}
