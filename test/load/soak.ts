import globalSetup from '#test/kit/global-setup';
import globalTeardown from '#test/kit/global-teardown';
import { startSystem } from '#test/kit/start-system';
import { runStorm } from './storm';

/* `npm run soak [-- --seed n] [--sessions n]`: what takes longer than a test run may. */

const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};

/** The storm of routing with 20,000 sessions, its three processes killed and frozen at random. Answers whether every promise held. */
async function soak(): Promise<boolean> {
  const seed = option('seed', Date.now() % 1_000_000);
  const sessions = option('sessions', 20_000);
  console.log(`Storm: ${sessions} sessions over three routing processes that are killed and frozen at random; seed ${seed}`);
  const system = await startSystem({ processes: ['routing'] });
  try {
    const routers = [system.process('routing'), await system.addCopy('routing'), await system.addCopy('routing')];
    const crowd = { shops: 8, agentsPerShop: 5, capacity: 3, sessions, sessionsPerSecond: 80 };
    const plan = { seed, ...crowd, faults: true, idleLimitMs: 15_000, limitMs: 60_000 + sessions * 60 };
    const { broken, ...report } = await runStorm(plan, system.environment, routers);
    console.log(JSON.stringify(report));
    for (const promise of broken.slice(0, 50)) console.error(`Broken: ${promise}`);
    console.log(broken.length === 0 ? 'Every promise held.' : `${broken.length} broken promises; repeat with --seed ${seed}`);
    return broken.length === 0;
  } finally {
    await system.stop();
  }
}

async function main(): Promise<void> {
  await globalSetup();
  const held = await soak().finally(() => globalTeardown());
  process.exit(held ? 0 : 1);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
