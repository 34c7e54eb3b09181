import { isGiven, type History, type SessionStory } from './history';

const closedByAgents = ['AGENT_CLOSED', 'SYSTEM_HOLD_EXPIRED', 'AGENT_OFFLINE'];

/**
 * H4: every fact of a session follows from another one: outcomes from its start and each from the one before, none long after its close, its end from an
 * agent who had it. `lagMs` is what a fact may take to reach routing.
 */
export const nothingFromNowhere = ({ sessions }: History, lagMs: number): string[] =>
  [...sessions.values()].flatMap((story) => [...ofStart(story), ...ofOutcomes(story, lagMs), ...ofEnd(story)]);

function ofStart({ sessionId, started, outcomes, closed }: SessionStory): string[] {
  if (started.length > 0) return [];
  if (outcomes.length > 0) return [`H4 ${sessionId}: decided, but never started`];
  return closed.length > 0 ? [`H4 ${sessionId}: closed, but never started`] : [];
}

function ofOutcomes({ sessionId, outcomes, closed }: SessionStory, lagMs: number): string[] {
  const revisions = outcomes.map(({ event }) => event.value.revision);
  const closedMs = Math.min(Infinity, ...closed.map(({ atMs }) => atMs));
  const late = outcomes.filter(({ atMs }) => atMs > closedMs + lagMs);
  return [
    ...(revisions.some((revision, index) => revision !== index + 1) ? [`H4 ${sessionId}: revisions ${revisions.join()}`] : []),
    ...late.map(({ event, atMs }) => `H4 ${sessionId}: ${event.type} ${atMs - closedMs} ms after its close`),
  ];
}

/** A session that the shop began has its agent without routing. */
function ofEnd({ sessionId, started, outcomes, ended, returned, closed }: SessionStory): string[] {
  if (started[0]?.initiator !== 'BUYER') return [];
  const holders = new Set(outcomes.flatMap(({ event }) => (isGiven(event) ? [event.value.agentId] : [])));
  return [
    ...[...ended, ...returned].flatMap(({ agentId }) =>
      holders.has(agentId) ? [] : [`H4 ${sessionId}: ended by ${agentId}, who never had it`],
    ),
    ...closed.flatMap(({ reason }) =>
      holders.size === 0 && closedByAgents.includes(reason) ? [`H4 ${sessionId}: closed by ${reason}, but nobody ever had it`] : [],
    ),
  ];
}
