import { isGiven, type History, type SessionStory } from './history';
import { tenuresOfSession } from './tenures';

/** H2: a session has one agent at a time. Another one gets it by a transfer from that agent, or when it was given back. */
export const oneAgentPerSession = ({ sessions }: History): string[] => [...sessions.values()].flatMap(ofSession);

function ofSession(story: SessionStory): string[] {
  const { sessionId, outcomes } = story;
  const holders = new Map(tenuresOfSession(story).map((tenure) => [tenure.next, tenure]));
  return outcomes.flatMap((outcome) => {
    if (!isGiven(outcome.event)) return [];
    const { type, value } = outcome.event;
    const holder = holders.get(outcome);
    if (type === 'transferred') {
      if (holder && holder.agentId === value.previousAgentId) return [];
      return [`H2 ${sessionId}: transferred from ${value.previousAgentId}, but with ${holder?.agentId ?? 'nobody'}`];
    }
    if (!holder || holder.freedMs <= outcome.atMs) return [];
    return [`H2 ${sessionId}: assigned to ${value.agentId} while ${holder.agentId} has it`];
  });
}
