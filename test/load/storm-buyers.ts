import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '#libs/platform/process/ids';
import type { StormShop } from './storm-agents';
import { closedFact, endedFact, startedFact, type StormSession } from './storm-facts';
import { factsBy } from './storm-groups';
import { between, type Random, type StormPlan } from './storm-plan';
import type { StormWorld } from './storm-world';

interface Open {
  readonly session: StormSession;
  agentId: string | null;
}

export interface StormBuyers {
  /** Sends all sessions on their way; resolves when each is closed, or the time is over. */
  run(): Promise<void>;
  readonly started: number;
  readonly open: number;
}

/**
 * Plays the session service: sessions start, are answered, ended, held, closed, begun again during their hold, or left by their buyers while they wait,
 * also blindly, before any outcome is known. As the real one it ends only what it knows to be with an agent, and closes each session once.
 */
export function createBuyers(world: StormWorld, plan: StormPlan, shops: readonly StormShop[], random: Random): StormBuyers {
  const open = new Map<string, Open>();
  const count = { started: 0 };
  const later = (from: number, to: number, act: () => void): void => void setTimeout(act, between(random, from, to));
  const begin = (shop: Pick<StormShop, 'id' | 'groups'>, buyerId: string, old?: Open): void => {
    const at = new Date();
    const facts = old?.session.facts ?? (shop.groups.length > 0 ? factsBy(random, at) : {});
    const session: StormSession = { id: newId(), shopId: shop.id, buyerId, openedAt: at, reentryOf: old?.session.id ?? null, facts };
    open.set(session.id, { session, agentId: null });
    count.started += 1;
    const before = old ? [closedFact(old.session, 'REENTRY', at)] : [];
    void world.publish([...before, startedFact(session)]);
    if (!old && random() < 0.03) later(0, 20, () => close(session.id, 'BUYER_LEFT'));
  };
  const close = (id: string, reason: 'AGENT_CLOSED' | 'BUYER_LEFT'): void => {
    const known = open.get(id);
    if (!known || (reason === 'BUYER_LEFT' && known.agentId !== null)) return;
    open.delete(id);
    void world.publish([closedFact(known.session, reason, new Date())]);
  };
  const end = (known: Open, agentId: string): void => {
    if (open.get(known.session.id) !== known) return;
    void world.publish([endedFact(known.session, agentId, new Date())]);
    if (random() < 0.25 && count.started < plan.sessions) later(10, 150, () => enterAgain(known));
    else later(20, 200, () => close(known.session.id, 'AGENT_CLOSED'));
  };
  const enterAgain = (known: Open): void => {
    if (!open.delete(known.session.id)) return;
    begin({ id: known.session.shopId, groups: [] }, known.session.buyerId, known);
  };
  world.onRouted(({ type, value }) => {
    const known = open.get(value.sessionId);
    if (!known) return;
    if (type === 'queued' && random() < 0.15) later(50, 1_500, () => close(value.sessionId, 'BUYER_LEFT'));
    if (type !== 'assigned') return;
    const { agentId } = value;
    known.agentId = agentId;
    if (random() < 0.4) later(100, 800, () => close(value.sessionId, 'AGENT_CLOSED'));
    else later(100, 800, () => end(known, agentId));
  });
  return {
    run: async () => {
      const until = performance.now() + plan.limitMs;
      const everyMs = 20;
      for (let due = 0; count.started < plan.sessions && performance.now() < until; await pause(everyMs)) {
        for (due += (plan.sessionsPerSecond * everyMs) / 1_000; due >= 1 && count.started < plan.sessions; due -= 1) {
          begin(shops[between(random, 0, shops.length)]!, newId());
        }
      }
      while (open.size > 0 && performance.now() < until) await pause(50);
    },
    get started() {
      return count.started;
    },
    get open() {
      return open.size;
    },
  };
}
