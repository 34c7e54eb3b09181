import { isMember } from '../../../queue/domain/crowd-members';
import { hasRoom, isKeptOut, isOnline, isReceiving } from '../candidate';
import { pick } from '../pick';
import { recentContact } from '../recent-contact';
import type { RouteRequest } from '../route-request';
import type { RouteView } from '../route-view';
import type { Step } from './step';

/** Whether the buyer is in a crowd whose members come first (RTE-40, RTE-45). */
export const isCrowdHit = ({ crowds, today }: Pick<RouteView, 'crowds' | 'today'>, { facts }: Pick<RouteRequest, 'facts'>): boolean =>
  facts.crowds !== undefined && crowds.some((crowdId) => isMember(facts, crowdId, today));

/**
 * Past bot and queue to a human (RTE-40): the agent who talked with the buyer last, else by the shop's strategy among the pool's; how many sessions they
 * have does not matter, whether they are suspended by hand does (RTE-54). Where nobody is ONLINE the priority has failed, and the order goes on (RES-37).
 */
export const priorityCrowd: Step = (view, request, random) => {
  if (!isCrowdHit(view, request)) return undefined;
  const contact = recentContact(view, request);
  const recent = contact && view.candidates.find((one) => one.id === contact.agentId && isReceiving(one) && !isKeptOut(one));
  const chosen = recent ?? pick(view.settings.assignStrategy, view.candidates.filter(isOnline), random);
  if (!chosen) return undefined;
  return { outcome: 'assigned', agentId: chosen.id, cause: 'PRIORITY_CROWD', rule: recent ? 'RTE-54' : 'RTE-40', over: !hasRoom(chosen) };
};
