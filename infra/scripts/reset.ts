import { existsSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { stopLeftovers } from '#infra/launcher/recover';
import { isRunning, readRunFile } from '#infra/launcher/run-file';
import { contentsOf, homeOf } from '#infra/process/home';
import { isOurs } from '#infra/process/make-home';
import { runScript } from './run-script';

/** `npm run reset`: asks, then throws away all data of the embedded system, so that the next start begins anew. `-- --yes` does not ask. */
runScript(async () => {
  const home = homeOf(process.env);
  if (!existsSync(home.root)) return void process.stdout.write(`There is no ${home.root}, so there is nothing to reset.\n`);
  if (!isOurs(home))
    throw new Error(`${home.root} is no home of Jiedai, so nothing in it is touched. Set JIEDAI_HOME to the one you mean.`);
  const run = readRunFile(home);
  if (isRunning(run)) throw new Error(`Jiedai runs in ${home.root} (launcher process ${run.launcher?.pid}). Stop it first.`);
  if (!process.argv.includes('--yes') && !(await agrees(home.root))) throw new Error('Nothing was changed.');
  await stopLeftovers(home, run);
  for (const path of contentsOf(home)) rmSync(path, { recursive: true, force: true });
  process.stdout.write(`${home.root} is empty. \`npm start\` begins anew.\n`);
});

async function agrees(root: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error('Nobody can be asked here. `npm run reset -- --yes` resets without asking.');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`All data in ${root} will be gone: databases, events, keys, logs. Type "reset" to go on: `);
  terminal.close();
  return answer.trim() === 'reset';
}
