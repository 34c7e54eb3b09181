import { inspectable, inspectedHeap } from '#test/kit/inspected-heap';
import { startSystem } from '#test/kit/start-system';
import type { TestProcess } from '#test/kit/test-process';
import { faults, runHistory, type Fault, type HistoryPlan, type HistoryReport } from './live-history';
import { openLiveWorld } from './live-world';
import { randomOf } from './storm-plan';

const scale = { shops: 15, streams: 500 };

/** As long as the ones of the tests are short. */
const usual: HistoryPlan = { workMs: 4_000, everyMs: 20, freezeMs: 10_000, pauseMs: 60_000, limitMs: 60_000 };

/** What a gateway process may hold once its garbage is collected, in MB. */
const heapLimit = 150;

export interface LiveSoak {
  readonly seed: number;
  readonly histories: number;
  /** Names of the faults that may happen, each as often as it is named; all when none is. */
  readonly faults: readonly string[];
}

/** Histories of live streams, many and long; answers with what was wrong. */
export async function soakLive({ seed, histories, faults: names }: LiveSoak, print: (line: string) => void): Promise<string[]> {
  const random = randomOf(seed);
  const plan = { ...usual, ...(names.length > 0 && { faults: names.map(faultNamed) }) };
  const system = await startSystem({ env: inspectable });
  try {
    const world = await openLiveWorld(system, scale, random);
    const reports: HistoryReport[] = [];
    for (let history = 1; history <= histories; history += 1) {
      const report = await runHistory(world, random, plan);
      reports.push(report);
      const heaps = (await Promise.all(world.gateways.map(heapOf))).map((heap) => `${heap} MB`).join(', ');
      print(
        `${history}: ${report.faults.join(' and ')}; ${report.acts} acts, right after ${report.settledMs.toFixed(0)} ms; gateways hold ${heaps}`,
      );
    }
    const settled = reports.map(({ settledMs }) => settledMs).sort((one, other) => one - other);
    print(`Right after ${at(settled, 0.5)} ms (half of them), ${at(settled, 0.99)} ms (99 %).`);
    const large = (await Promise.all(world.gateways.map(heapOf))).filter((heap) => heap > heapLimit);
    await world.stop();
    return [...reports.flatMap(({ broken }) => broken), ...large.map((heap) => `a gateway holds ${heap} MB`)];
  } finally {
    await system.stop();
  }
}

function faultNamed(name: string): Fault {
  const found = faults.find(([each]) => each === name);
  if (!found) throw new Error(`No fault is called "${name}"; there are ${faults.map(([each]) => each).join(', ')}`);
  return found;
}

const at = (sorted: readonly number[], part: number): string => (sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(0);

const heapOf = async ({ logFile }: TestProcess): Promise<number> => Math.round((await inspectedHeap(logFile)) / 2 ** 20);
