import { readPool, type PoolKind } from '../../../queue/domain/pool-key';
import { isGivenByHand } from '../../../queue/domain/pools';
import { isContactVoid } from '../bot-first';
import { isOpen, isReceiving, type Candidate } from '../candidate';
import { pick } from '../pick';
import type { Strategy } from '../rank-agents';
import { recentContact } from '../recent-contact';
import type { RouteRequest } from '../route-request';
import type { RouteView } from '../route-view';
import type { Step } from './step';

/**
 * By the shop's strategy among those of the pool who have room (RTE-1, RTE-4, RTE-6 to RTE-9); also for a shop in group mode without groups (RTE-18). In
 * basic mode a returning buyer whose agent is not online goes by `returningFallback` (RTE-12, RES-36).
 */
export const basicRouting: Step = (view, request, random) => {
  const agentIsAway = isAway(view, request);
  const strategy = agentIsAway ? view.settings.returningFallback : view.settings.assignStrategy;
  const chosen = pick(strategy, view.candidates.filter(isOpen), random);
  if (!chosen) return undefined;
  const rule = agentIsAway ? 'RTE-12' : ruleOf(view, request, strategy, chosen);
  return { outcome: 'assigned', agentId: chosen.id, cause: strategy, rule, over: false };
};

function isAway(view: RouteView, request: RouteRequest): boolean {
  const contact = view.grouped || isGivenByHand(request.pool) || isContactVoid(view, request) ? null : recentContact(view, request);
  return contact !== null && !view.candidates.some((one) => one.id === contact.agentId && isReceiving(one));
}

const ruleOfKind: Readonly<Record<PoolKind, string>> = { ALL: 'RTE-9', STATUS: 'RTE-7', CROWD: 'RTE-55', GROUP: 'RTE-62' };

function ruleOf({ routable, grouped, lent }: RouteView, { pool }: RouteRequest, strategy: Strategy, { reached }: Candidate): string {
  if (isGivenByHand(pool)) return 'RTE-62';
  if (routable === 1) return 'RTE-1';
  if (lent || reached) return 'RTE-8';
  if (grouped) return ruleOfKind[readPool(pool).kind];
  return strategy === 'EVEN' ? 'RTE-4' : 'RTE-6';
}
