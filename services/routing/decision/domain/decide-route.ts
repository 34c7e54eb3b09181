import { isGivenByHand } from '../../queue/domain/pools';
import type { RouteDecision } from './route';
import type { RouteRequest } from './route-request';
import type { RouteView } from './route-view';
import { availability } from './steps/availability';
import { awaitAgent } from './steps/await-agent';
import { basicRouting } from './steps/basic-routing';
import { botFirst } from './steps/bot-first';
import { exclusiveAgent } from './steps/exclusive-agent';
import { mainAccount } from './steps/main-account';
import { noRoom } from './steps/no-room';
import { isCrowdHit, priorityCrowd } from './steps/priority-crowd';
import { receptionHours } from './steps/reception-hours';
import { returningBuyer } from './steps/returning-buyer';
import type { Random, Step } from './steps/step';
import { turn } from './steps/turn';
import { withinLimits } from './within-limits';

/**
 * The decision order: the first step that answers wins. That a session with an agent or a position keeps it is settled before (step 1). A new customer has
 * no step: the request's band puts it to the front (RTE-22).
 */
const steps: readonly Step[] = [
  receptionHours,
  mainAccount,
  availability,
  priorityCrowd,
  returningBuyer,
  awaitAgent,
  exclusiveAgent,
  botFirst,
  turn,
  basicRouting,
];

/** What was given to a group by hand goes to its agents only, or waits for them (RTE-62). */
const stepsByHand: readonly Step[] = [receptionHours, turn, basicRouting];

/** Decides one consultation. The same view, request and random number always give the same decision. */
export function decideRoute(view: RouteView, request: RouteRequest, random: Random): RouteDecision {
  if (request.accepted) return { outcome: 'assigned', ...request.accepted, randomNumber: null, priorityFailed: false };
  let randomNumber: number | null = null;
  const once: Random = () => (randomNumber = random());
  const priorityFailed = view.open && view.online === 0 && isCrowdHit(view, request);
  for (const step of isGivenByHand(request.pool) ? stepsByHand : steps) {
    const route = step(view, request, once);
    if (route) return { ...withinLimits(route, request), randomNumber, priorityFailed };
  }
  return { ...withinLimits(noRoom(view, request), request), randomNumber, priorityFailed };
}
