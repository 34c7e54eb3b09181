import { boardQuery } from '#gateway/board-query';
import { findRunningSystem } from '#infra/launcher/run-file';
import { untilCaughtUp } from '#infra/replay/until-caught-up';
import { endLeftovers } from './demo-cleanup';
import { openDemoStage } from './demo-stage';
import { tellStory, type Narrate } from './demo-story';
import { runScript } from './run-script';

const figuresLimitMs = 5_000;

/** `npm run demo`: a story on the demo shop, one line a step, and at its end what the shop's board shows. */
runScript(async () => {
  const system = findRunningSystem(process.env);
  const stage = await openDemoStage(system);
  const left = await endLeftovers(stage);
  print(
    left === 0
      ? 'A demo shop, nobody there yet.'
      : `A demo shop; ${left} session${left === 1 ? '' : 's'} of an earlier telling ended first.`,
  );
  await tellStory(stage, narrator());
  // The figures are the events', a moment behind the talk; on a busy system that moment never ends, and the board is shown as it is.
  await untilCaughtUp(system.addresses.kafka, figuresLimitMs);
  print('\nThe board of the shop now:\n');
  print(boardQuery);
  print(`\n${JSON.stringify(await stage.ask('cs-admin', boardQuery.replace('shop(id:', 'result: shop(id:')), undefined, 2)}`);
  await stage.close();
});

function narrator(): Narrate {
  let step = 0;
  return (who, asked, answered) => print(`${String(++step).padStart(2)}. ${who.padEnd(8)} ${asked.padEnd(42)} → ${answered}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
