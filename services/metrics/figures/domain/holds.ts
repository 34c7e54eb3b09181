import type { SessionStory } from './session-story';

/** A time during which an agent had the session. `until` is null while the agent has it. */
export interface Hold {
  readonly agentId: string;
  readonly from: number;
  readonly until: number | null;
}

/**
 * Who had the session when: from the assignment to the next outcome of routing, the agent's end, the return or the close (RES-71). What follows the agent's
 * end, the hold of SES-7, is nobody's. An assignment that met a session already closed never took effect.
 */
export function holdsOf({ outcomes, ended, returned, closed }: SessionStory): Hold[] {
  const ends = [ended?.endedAt, closed?.closedAt, ...returned.map(({ returnedAt }) => returnedAt)].filter((at) => at !== undefined);
  const closedAt = closed ? Date.parse(closed.closedAt) : Infinity;
  return outcomes.flatMap((outcome, index) => {
    if (outcome.type !== 'assigned') return [];
    const from = Date.parse(outcome.value.decidedAt);
    if (from >= closedAt && outcome.value.agentId !== closed?.lastAgentId) return [];
    const next = outcomes[index + 1]?.value.decidedAt;
    const until = [next, ...ends].filter((at) => at !== undefined).map((at) => Date.parse(at));
    const later = until.filter((at) => at >= from);
    return [{ agentId: outcome.value.agentId, from, until: later.length > 0 ? Math.min(...later) : null }];
  });
}
