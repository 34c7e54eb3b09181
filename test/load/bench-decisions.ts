import { orderStatus } from '#libs/contracts/index';
import { decideRoute } from '#services/routing/decision/domain/decide-route';
import { recordDecision } from '#services/routing/decision/domain/decision-record';
import type { RouteRequest } from '#services/routing/decision/domain/route-request';
import { viewOf } from '#services/routing/decision/domain/view-of-shop';
import { at, flight, settings, shopWith } from '#services/routing/flight/domain/example-shop';
import { refreshRoster, type ShopState } from '#services/routing/flight/domain/shop-state';
import { poolOf } from '#services/routing/queue/domain/pools';
import { unknownFacts, type SessionFacts } from '#services/routing/queue/domain/waiting-entry';
import { noRules, type AgentGroup } from '#services/routing/rules/domain/routing-rules';
import { count, type Row } from './bench-report';

const groupCount = 10;
const now = at('10:00');

/** A shop in group mode: ten groups, each with a tenth of the agents, statuses and crowds among them. */
function shopOf(agents: number): ShopState {
  const ids = Array.from({ length: agents }, (_, index) => `agent-${String(index).padStart(5, '0')}`);
  const state = shopWith(Object.fromEntries(ids.map((id, index) => [id, { capacity: 20 + (index % 7) }])), { routingMode: 'GROUP' });
  const groups = Array.from({ length: groupCount }, (_, number): AgentGroup => ({
    id: `group-${number}`,
    name: `group ${number}`,
    members: ids.filter((_id, index) => index % groupCount === number),
    statuses: number < orderStatus.known.length ? [orderStatus.known[number]!] : [],
    crowds: number < orderStatus.known.length ? [] : [`crowd-${number}`],
  }));
  flight(state, now, (change) => {
    change.state.rules = { ...noRules, groups };
    refreshRoster(change.state);
  });
  return state;
}

/** Buyers of every status, every fifth of a crowd, every third one returning. */
const buyers = (agents: number): SessionFacts[] =>
  Array.from({ length: 60 }, (_, index) => ({
    ...unknownFacts,
    orderStatus: orderStatus.known[index % orderStatus.known.length]!,
    ...(index % 5 === 0 && { crowds: [{ crowdId: `crowd-${6 + (index % 4)}`, kind: 'CUSTOM', joinedAt: '2026-02-01T00:00:00.000Z' }] }),
    ...(index % 3 === 0 && {
      lastHuman: { agentId: `agent-${String((index * 97) % agents).padStart(5, '0')}`, at: '2026-03-01T12:00:00.000Z' },
    }),
  }));

/** The processor time of this process, in milliseconds: what else the machine does counts for nothing. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Decisions per second of one core, the view and the record of it included: what a flight does for each session. */
function rate(agents: number, forMs: number, isGrouped: boolean): number {
  const state = shopOf(agents);
  const shop = settings({ routingMode: isGrouped ? 'GROUP' : 'BASIC' });
  if (!isGrouped) state.rules = noRules;
  refreshRoster(state);
  const requests = buyers(agents).map((facts, index): RouteRequest => {
    const pool = poolOf(facts, shop, state.rules, state.day?.from ?? null);
    return { sessionId: `s${index}`, waiting: null, pool, band: 'NORMAL', facts: isGrouped ? facts : { ...unknownFacts } };
  });
  const startedAt = cpuMs();
  let decisions = 0;
  while (cpuMs() - startedAt < forMs) {
    for (const request of requests) {
      const view = viewOf(state, shop, request, now);
      recordDecision(view, request, decideRoute(view, request, Math.random), decisions);
    }
    decisions += requests.length;
  }
  return (decisions * 1_000) / (cpuMs() - startedAt);
}

/** Pure decisions, each with its explanation: no server is started. */
export function decisionRows(forMs: number): Row[] {
  rate(50, forMs / 4, true);
  const basic = rate(50, forMs, false);
  const [few, some, many] = [rate(50, forMs, true), rate(500, forMs, true), rate(5_000, forMs, true)];
  const perSecond = (rate: number): string => `${count(rate)}/s`;
  return [
    { what: '50 agents, basic routing', measured: perSecond(basic) },
    { what: '50 agents in 10 groups', measured: perSecond(few), target: '≥ 100,000/s', ok: few >= 100_000 },
    { what: '500 agents in 10 groups', measured: perSecond(some) },
    { what: '5,000 agents in 10 groups', measured: perSecond(many) },
    { what: 'rate with 5,000 / rate with 50', measured: (many / few).toFixed(2), target: '≥ 0.6', ok: many / few >= 0.6 },
  ];
}
