import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { stageShop, type StagedShop } from '#test/kit/staged-shop';
import type { TestSystem } from '#test/kit/start-system';
import { startTcpProxy, type TcpProxy } from '#test/kit/tcp-proxy';
import type { TestProcess } from '#test/kit/test-process';
import { LiveWatcher } from './live-watcher';
import type { Random } from './storm-plan';

const agents = ['annie', 'ben', 'carl'] as const;
/** Who watches. */
const people = ['owner', ...agents] as const;

/** Two gateway processes, each behind a line of its own, shops at work, and clients who watch them. */
export interface LiveWorld {
  readonly system: TestSystem;
  readonly gateways: readonly [TestProcess, TestProcess];
  readonly lines: readonly [TcpProxy, TcpProxy];
  readonly shops: readonly StagedShop[];
  readonly watchers: readonly LiveWatcher[];
  stop(): Promise<void>;
}

export async function openLiveWorld(
  system: TestSystem,
  plan: { readonly shops: number; readonly streams: number },
  random: Random,
): Promise<LiveWorld> {
  const gateways = [system.process('gateway'), await system.addCopy('gateway')] as const;
  const lines = [await startTcpProxy(gateways[0].port), await startTcpProxy(gateways[1].port)] as const;
  const shops = await Promise.all(Array.from({ length: plan.shops }, (_, at) => openShop(system, `Shop ${at}`)));
  const urlOf = (): string => `http://127.0.0.1:${lines[random() < 0.5 ? 0 : 1].port}/graphql/stream`;
  const watchers = Array.from({ length: plan.streams }, (_, at) => {
    const shop = shops[at % shops.length]!;
    const person = people[Math.floor(at / shops.length) % people.length]!;
    return new LiveWatcher({ subject: person === 'owner' ? 'board' : 'inbox', shopId: shop.id, token: shop.tokenOf(person), url: urlOf });
  });
  return {
    system,
    gateways,
    lines,
    shops,
    watchers,
    stop: async () => {
      watchers.forEach(({ client }) => client.close());
      await Promise.all(lines.map((line) => line.stop()));
    },
  };
}

async function openShop(system: TestSystem, name: string): Promise<StagedShop> {
  const shop = await stageShop(system, { name, policy: { agentEndHoldMinutes: 0 } });
  for (const person of agents) {
    await shop.hire(person, ['AGENT']);
    await shop.tell(person, 'setPresence', { presence: 'ONLINE' });
  }
  return shop;
}

/** Buyers write, agents answer, end and go, until the time is up. What was not done because of a fault was not done. */
export async function work({ shops }: LiveWorld, random: Random, { forMs, everyMs }: { forMs: number; everyMs: number }): Promise<number> {
  const until = performance.now() + forMs;
  const doing = new Set<Promise<void>>();
  let done = 0;
  while (performance.now() < until) {
    const shop = shops[Math.floor(random() * shops.length)]!;
    const act = actOnce(shop, random).then(
      () => void (done += 1),
      () => undefined,
    );
    doing.add(act);
    void act.finally(() => doing.delete(act));
    await sleep(everyMs);
  }
  await Promise.all(doing);
  return done;
}

async function actOnce(shop: StagedShop, random: Random): Promise<void> {
  const dice = random();
  const person = agents[Math.floor(random() * agents.length)]!;
  if (dice < 0.55) return void (await shop.writes(`b${Math.floor(random() * 30)}`, randomUUID()));
  if (dice < 0.6) return void (await shop.tell(person, 'setPresence', { presence: random() < 0.7 ? 'ONLINE' : 'REST' }));
  const { inbox } = await shop.ask<{ inbox: readonly { readonly id: string }[] }>(person, '{ inbox { id } }');
  const session = inbox[Math.floor(random() * inbox.length)];
  if (!session) return;
  if (dice < 0.8) await shop.tell(person, 'sendAgentMessage', { sessionId: session.id, text: 'yes' });
  else await shop.tell(person, 'endSession', { sessionId: session.id, confirm: true });
}
