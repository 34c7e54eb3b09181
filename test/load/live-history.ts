import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '#test/kit/eventually';
import { subjects, type LiveWatcher } from './live-watcher';
import { work, type LiveWorld } from './live-world';
import type { Random } from './storm-plan';

export interface HistoryPlan {
  /** How long shops are at work in each history, and how often something happens. */
  readonly workMs: number;
  readonly everyMs: number;
  readonly freezeMs: number;
  readonly pauseMs: number;
  /** How long clients may take until their stores are right, once all is well again. */
  readonly limitMs: number;
  /** What may break; everything when absent. */
  readonly faults?: readonly Fault[];
}

export interface HistoryReport {
  readonly faults: readonly string[];
  readonly acts: number;
  /** From when the services had come to rest until the last store was right. */
  readonly settledMs: number;
  readonly broken: readonly string[];
}

/** What breaks in a history: its name, and how. */
export type Fault = readonly [name: string, run: (world: LiveWorld, random: Random, plan: HistoryPlan) => Promise<void>];

export const faults: readonly Fault[] = [
  ['nothing', () => Promise.resolve()],
  [
    'links cut',
    async ({ lines }, random, { workMs }) => {
      for (let left = 4; left > 0; left -= 1) {
        await sleep((workMs / 5) * random());
        lines[random() < 0.5 ? 0 : 1].cut();
      }
    },
  ],
  [
    'a line down',
    async ({ lines }, random, { workMs }) => {
      const line = lines[random() < 0.5 ? 0 : 1];
      line.down();
      await sleep(workMs * random());
      line.mend();
    },
  ],
  [
    'a gateway killed',
    async ({ gateways }, random, { workMs }) => {
      await sleep((workMs / 2) * random());
      const gateway = gateways[random() < 0.5 ? 0 : 1];
      gateway.kill();
      await gateway.ready();
    },
  ],
  [
    'readers paused',
    async ({ watchers }, random, { pauseMs }) => {
      const paused = watchers.filter(() => random() < 0.3);
      paused.forEach(({ client }) => client.pause());
      await sleep(pauseMs);
      paused.forEach(({ client }) => client.resume());
    },
  ],
  [
    'the broker frozen',
    async ({ system: { broker } }, _random, { freezeMs }) => {
      broker.freeze();
      await sleep(freezeMs);
      broker.thaw();
    },
  ],
];

/** Shops at work while things break; then every client's store is what a fresh query tells, and nobody was told of another shop. */
export async function runHistory(world: LiveWorld, random: Random, plan: HistoryPlan): Promise<HistoryReport> {
  const pick = (): Fault => oneOf(plan.faults ?? faults, random);
  const chosen = [pick(), ...(random() < 0.3 ? [pick()] : [])];
  const [acts] = await Promise.all([
    work(world, random, { forMs: plan.workMs, everyMs: plan.everyMs }),
    ...chosen.map(([, run]) => run(world, random, plan)),
  ]);
  await Promise.all(world.gateways.map((gateway) => gateway.ready()));
  const settled = await Promise.all(groupsOf(world).map((group) => untilRight(world, group, plan.limitMs)));
  return {
    faults: chosen.map(([name]) => name),
    acts,
    settledMs: Math.max(...settled.map(({ ms }) => ms)),
    broken: [...settled.flatMap(({ broken }) => broken ?? []), ...strangers(world)],
  };
}

const oneOf = (among: readonly Fault[], random: Random): Fault => among[Math.floor(random() * among.length)]!;

/** Watchers who watch the same with the same rights: one fresh query tells what all of them should know. */
const groupsOf = ({ watchers }: LiveWorld): readonly (readonly LiveWatcher[])[] => {
  const groups = new Map<string, LiveWatcher[]>();
  for (const watcher of watchers) groups.set(watcher.options.token, [...(groups.get(watcher.options.token) ?? []), watcher]);
  return [...groups.values()];
};

interface Settled {
  /** From when the system itself had come to rest until every store was right. */
  readonly ms: number;
  readonly broken: string | undefined;
}

/** Waits until every store of a group is what a fresh query tells, again and again, since the services may still be at work. */
async function untilRight({ system }: LiveWorld, group: readonly LiveWatcher[], limitMs: number): Promise<Settled> {
  const { subject, shopId, token } = group[0]!.options;
  const { query, read } = subjects[subject];
  let [fresh, freshSince] = ['', performance.now()];
  const isWrong = ({ store }: LiveWatcher): boolean => textOf(store) !== fresh;
  const compare = async (): Promise<void> => {
    const { data } = await system.graphql<Readonly<Record<string, unknown>>>(token, query, subject === 'board' ? { shop: shopId } : {});
    const now = textOf(read(data ?? {}));
    if (now !== fresh) [fresh, freshSince] = [now, performance.now()];
    if (group.some(isWrong)) throw new Error('different');
  };
  try {
    await eventually(compare, { timeoutMs: limitMs, everyMs: 200 });
    return { ms: performance.now() - freshSince, broken: undefined };
  } catch {
    const wrong = group.find(isWrong);
    const broken = wrong && `${subject} of ${shopId}: ${textOf(wrong.store)} instead of ${fresh}; ${wrong.state()}`;
    return { ms: limitMs, broken };
  }
}

const textOf = (value: unknown): string => JSON.stringify(value ?? null);

/** Ids of one shop that a client of another was told. */
function strangers({ watchers }: LiveWorld): string[] {
  const shopOf = new Map<string, string>();
  return watchers.flatMap(({ told, options: { shopId } }) =>
    [...told].flatMap((id) => {
      const known = shopOf.get(id) ?? shopId;
      shopOf.set(id, known);
      return known === shopId ? [] : [`${id} was told to clients of ${known} and ${shopId}`];
    }),
  );
}
