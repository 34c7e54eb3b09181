import { closedVerdict, isOnline, isOpen, type Candidate, type Verdict } from './candidate';
import { bestOf, lostBy } from './rank-agents';
import type { Route, RouteDecision, RouteRequest, RouteView } from './route';

/** A source of numbers in [0, 1). */
export type Random = () => number;

type Step = (view: RouteView, request: RouteRequest, draw: Random) => Route | undefined;

/**
 * The decision order of domain.md §3.1: the first step that assigns or defers wins. Step 1 (a session that has a place keeps it) is the caller's;
 * steps 4 to 8 come with crowds, returning buyers, exclusive agents, new customers and the bot, between `availability` and `basicRouting`.
 */
const steps: readonly Step[] = [receptionGate, turn, mainAccount, availability, basicRouting, capacity];

/** Decides one consultation. The same view, request and random number always give the same decision. */
export function decideRoute(view: RouteView, request: RouteRequest, random: Random): RouteDecision {
  let drawn: number | null = null;
  const draw: Random = () => (drawn = random());
  for (const step of steps) {
    const route = step(view, request, draw);
    if (route) return { ...route, drawn };
  }
  throw new Error('The last step of the decision order always answers');
}

/** Step 2: outside reception hours every message is a left one (SCH-17), a queueing buyer's too (SCH-19). */
function receptionGate(view: RouteView, request: RouteRequest): Route | undefined {
  if (view.open) return undefined;
  return { outcome: 'left-message', place: 'CLOSED', cause: 'SHOP_CLOSED', rule: request.waiting === 'QUEUED' ? 'SCH-19' : 'SCH-17' };
}

/** Nobody overtakes (RTE-28). */
function turn(view: RouteView): Route | undefined {
  return view.waitingAhead ? { outcome: 'queued', cause: 'ALL_AT_CAPACITY', rule: 'RTE-28' } : undefined;
}

/** A shop without any service account: its main account takes everything (PRM-5). */
function mainAccount(view: RouteView): Route | undefined {
  if (view.hasServiceAccount) return undefined;
  return toOwner(view, 'PRM-5') ?? { outcome: 'queued', cause: 'NO_AGENT_ONLINE', rule: 'PRM-5' };
}

const toOwner = (view: RouteView, rule: string): Route | undefined =>
  view.ownerId === null ? undefined : { outcome: 'assigned', agentId: view.ownerId, cause: 'OWNER', rule, over: true };

/** Step 3. */
function availability(view: RouteView): Route | undefined {
  const available = view.availabilityTest === 'ANY_ONLINE' ? view.present > 0 : view.online > 0;
  return available ? undefined : unavailable(view);
}

/** RTE-31, RTE-33..35. Without a list or a proxy account both stand for the queue. */
function unavailable(view: RouteView): Route {
  const wait = (rule: string): Route => ({ outcome: 'queued', cause: 'NO_AGENT_ONLINE', rule });
  switch (view.unavailableHandling) {
    case 'QUEUE':
    case 'PROXY':
      return wait('RTE-31');
    case 'OFFLINE_LIST':
      return wait('RTE-35');
    case 'OWNER':
      return toOwner(view, 'RTE-34') ?? wait('RTE-31');
    case 'MESSAGE_POOL':
      return { outcome: 'left-message', place: 'MESSAGE_POOL', cause: 'UNAVAILABLE', rule: 'RTE-34' };
    case 'SERVICE_ASSISTANT':
      return { outcome: 'left-message', place: 'SERVICE_ASSISTANT', cause: 'UNAVAILABLE', rule: 'RTE-33' };
    default:
      return view.unavailableHandling satisfies never;
  }
}

/** Step 9, basic: by the shop's strategy among those who have room (RTE-1, RTE-4, RTE-6); also for a shop in group mode without groups (RTE-18). */
function basicRouting(view: RouteView, _request: RouteRequest, draw: Random): Route | undefined {
  const open = view.candidates.filter(isOpen);
  if (open.length === 0) return undefined;
  const chosen = view.strategy === 'RANDOM' ? open[Math.floor(draw() * open.length)]! : bestOf(view.strategy, open);
  const rule = view.routable === 1 ? 'RTE-1' : view.strategy === 'EVEN' ? 'RTE-4' : 'RTE-6';
  return { outcome: 'assigned', agentId: chosen.id, cause: 'EVEN', rule, over: false };
}

/** Step 10: nobody has room. */
function capacity(view: RouteView): Route {
  if (view.queueEnabled) return { outcome: 'queued', cause: view.online > 0 ? 'ALL_AT_CAPACITY' : 'NO_AGENT_ONLINE', rule: 'RTE-27' };
  const online = view.candidates.filter(isOnline);
  if (online.length === 0) return unavailable(view);
  return { outcome: 'assigned', agentId: bestOf('LOWEST_SATURATION', online).id, cause: 'NO_QUEUE', rule: 'RTE-36', over: true };
}

/** Why each candidate of a view was chosen or passed over by its decision (INV-4). */
export function verdictsOf(view: RouteView, route: Route): (candidate: Candidate) => Verdict {
  const chosen = route.outcome === 'assigned' ? view.candidates.find(({ id }) => id === route.agentId) : undefined;
  const over = route.outcome === 'assigned' && route.over;
  const strategy = over ? 'LOWEST_SATURATION' : view.strategy;
  const eligible = over ? isOnline : isOpen;
  return (candidate) => {
    if (candidate === chosen) return 'CHOSEN';
    return chosen && eligible(candidate) ? lostBy(strategy, chosen, candidate) : closedVerdict(candidate);
  };
}
