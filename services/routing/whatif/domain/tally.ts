import type { ShopChange } from '../../flight/domain/shop-change';
import { isRoutable } from '../../presence/domain/agent';
import type { PaperShop } from './paper-shop';

/** What a period came to. Times in milliseconds. */
export interface PeriodFigures {
  readonly buyers: number;
  /** First assignments, in the order they were made: who got whom, and how long the buyer had waited. */
  readonly served: readonly { readonly sessionId: string; readonly agentId: string; readonly waitedMs: number }[];
  readonly queued: number;
  /** Buyers who closed their window while they waited, in the queue or with a left message. */
  readonly left: number;
  readonly leftMessages: number;
  /** Who still waits at the end. */
  readonly waiting: number;
  /** New sessions by agent, of those who were ONLINE at any time or got one. */
  readonly sessionsByAgent: ReadonlyMap<string, number>;
  /** Of the slots of ONLINE agents with a capacity, the share that was occupied, over time; null: there were none. */
  readonly saturation: number | null;
  /** For how long agents were ONLINE and all of them full. */
  readonly allFullMs: number;
}

export interface Tally {
  /** Time passes until `toMs` with the shop as it is. */
  pass(toMs: number): void;
  arrive(): void;
  leave(): void;
  hear(change: ShopChange): void;
  figures(): PeriodFigures;
}

/** Counts from `fromMs` on; `before`: sessions that an agent had before then, whose first assignment is not in the period. */
export function tallyOf(shop: PaperShop, fromMs: number, before: ReadonlySet<string>): Tally {
  const served = new Map<string, { readonly sessionId: string; readonly agentId: string; readonly waitedMs: number }>();
  const byAgent = new Map<string, number>();
  const [queued, messages] = [new Set<string>(), new Set<string>()];
  const sum = { buyers: 0, left: 0, load: 0, slots: 0, allFull: 0, atMs: fromMs };
  const pass = (toMs: number): void => {
    const ms = toMs - sum.atMs;
    if (ms <= 0) return;
    sum.atMs = toMs;
    const online = [...shop.state.agents.values()].filter((agent) => isRoutable(agent) && agent.presence === 'ONLINE');
    for (const { id, load, maxCapacity } of online) {
      if (!byAgent.has(id)) byAgent.set(id, 0);
      if (maxCapacity === null) continue;
      sum.load += Math.min(load, maxCapacity) * ms;
      sum.slots += maxCapacity * ms;
    }
    const isAllFull = online.length > 0 && online.every(({ load, maxCapacity }) => maxCapacity !== null && load >= maxCapacity);
    if (isAllFull) sum.allFull += ms;
  };
  return {
    pass,
    arrive: () => void (sum.buyers += 1),
    leave: () => void (sum.left += 1),
    hear: ({ outcomes }) => {
      for (const { sessionId, route, waitedMs } of outcomes) {
        if (route.outcome === 'queued') queued.add(sessionId);
        if (route.outcome === 'left-message') messages.add(sessionId);
        if (route.outcome !== 'assigned') continue;
        const { agentId } = route;
        byAgent.set(agentId, (byAgent.get(agentId) ?? 0) + 1);
        if (!before.has(sessionId) && !served.has(sessionId)) served.set(sessionId, { sessionId, agentId, waitedMs });
      }
    },
    figures: () => ({
      ...{ buyers: sum.buyers, served: [...served.values()], queued: queued.size, left: sum.left, leftMessages: messages.size },
      waiting: [...shop.state.pools.values()].reduce((all, { queue, left }) => all + queue.total + left.total, 0),
      ...{ sessionsByAgent: byAgent, saturation: sum.slots === 0 ? null : sum.load / sum.slots, allFullMs: sum.allFull },
    }),
  };
}
