import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openIssuer } from '#infra/launcher/issuer';
import { findRunningSystem } from '#infra/launcher/run-file';
import { parseContacts } from '#infra/replay/contacts';
import { planReplay, type ReplayPlan } from '#infra/replay/plan';
import { replay } from '#infra/replay/replay';
import { runScript } from './run-script';

const usage = 'npm run replay -- --file <contacts.csv> --date <yyyy-mm-dd> [--speed <times, 60 when absent>]';
const fastest = 100_000;

/** Plays a recorded day against the running system, checks what came of it, and fails when a check fails. */
runScript(async () => {
  const { plan, speed } = readRequest();
  const { addresses, home } = findRunningSystem(process.env);
  const { mint } = await openIssuer(home.keys);
  const outcome = await replay({ gateway: addresses.gateway, kafka: addresses.kafka, mint }, plan, speed);
  if (!outcome.ok) throw new Error(outcome.summary);
  process.stdout.write(`${outcome.summary}\n`);
});

function readRequest(): { plan: ReplayPlan; speed: number } {
  const options = { file: { type: 'string' }, date: { type: 'string' }, speed: { type: 'string', default: '60' } } as const;
  const { file, date, speed: times } = parseArgs({ options }).values;
  const speed = Number(times);
  if (file === undefined || date === undefined) throw new Error(usage);
  if (!existsSync(file)) throw new Error(`There is no file ${file}.\n${usage}`);
  if (!(speed > 0 && speed <= fastest)) throw new Error(`--speed is a number above 0, at most ${fastest}, not "${times}".\n${usage}`);
  return { plan: planReplay(parseContacts(readFileSync(file, 'utf8')), date), speed };
}
