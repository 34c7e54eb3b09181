import type { RouteDecision } from './route';
import type { RouteRequest } from './route-request';
import type { RouteView } from './route-view';
import { availability } from './steps/availability';
import { basicRouting } from './steps/basic-routing';
import { mainAccount } from './steps/main-account';
import { noRoom } from './steps/no-room';
import { receptionHours } from './steps/reception-hours';
import type { Random, Step } from './steps/step';
import { turn } from './steps/turn';

/**
 * The decision order: the first step that answers wins. That a session with an agent or a position keeps it is settled before (step 1); crowds,
 * returning buyers, exclusive agents, new customers and the bot will stand between `availability` and `basicRouting`.
 */
const steps: readonly Step[] = [receptionHours, turn, mainAccount, availability, basicRouting];

/** Decides one consultation. The same view, request and random number always give the same decision. */
export function decideRoute(view: RouteView, request: RouteRequest, random: Random): RouteDecision {
  let randomNumber: number | null = null;
  const once: Random = () => (randomNumber = random());
  for (const step of steps) {
    const route = step(view, request, once);
    if (route) return { ...route, randomNumber };
  }
  return { ...noRoom(view, request), randomNumber };
}
