import { hasRoom, isKeptOut, isReceiving, mayTake, type Candidate } from '../candidate';
import { isContactVoid } from '../bot-first';
import { hourMs, recentContact, type RecentContact } from '../recent-contact';
import type { RouteView } from '../route-view';
import type { Step } from './step';

/**
 * A returning buyer goes to the agent who talked with it last, whatever group its status asks for (RTE-11, RTE-13). Whether a full or a suspended one is
 * reached is for the shop's settings to say; anybody else who is not ONLINE is not (RTE-57).
 */
export const returningBuyer: Step = (view, request) => {
  const contact = recentContact(view, request);
  if (!contact || isContactVoid(view, request)) return undefined;
  const agent = view.candidates.find(({ id }) => id === contact.agentId);
  if (!agent || agent.account.noRouting || isKeptOut(agent) || !isReached(view, agent, contact)) return undefined;
  if (agent.barred === 'SHIFT_ENDS') return undefined;
  const over = !hasRoom(agent);
  if (!mayTake(agent) && !view.settings.returningBypassesCapacity && !view.settings.returningPriority) return undefined;
  return { outcome: 'assigned', agentId: agent.id, cause: 'RETURNING', rule: ruleOf(view, agent, over), over };
};

/** Suspended by hand: reached for some hours after the contact; with their priority on for as long as the buyer is a returning one (RES-6, RES-45). */
function isReached({ settings }: RouteView, { presence }: Candidate, { ageMs }: RecentContact): boolean {
  if (presence === 'SUSPENDED') return settings.returningPriority || ageMs <= settings.returningBypassesSuspendHours * hourMs;
  return presence === 'ONLINE';
}

function ruleOf({ settings, grouped }: RouteView, agent: Candidate, over: boolean): string {
  if (settings.returningPriority && (over || !isReceiving(agent))) return 'RTE-24';
  return grouped ? 'RTE-13' : 'RTE-11';
}
