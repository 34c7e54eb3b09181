import type { Count } from './family';

/** How long agents had the session (MET-17, RES-71): counted once nobody has it any more. The session's time is the sum of its agents'. */
export const countHandlingTime: Count = ({ holds }, tally) => {
  for (const { agentId } of holds) tally.both(agentId, 'assignments');
  if (holds.length === 0 || holds.some(({ until }) => until === null)) return;
  const byAgent = new Map<string, number>();
  for (const { agentId, from, until } of holds) byAgent.set(agentId, (byAgent.get(agentId) ?? 0) + ((until ?? from) - from));
  const whole = [...byAgent.values()].reduce((sum, ms) => sum + ms, 0);
  tally.shop('handledSessions');
  tally.shop('handlingMs', whole);
  tally.spread(null, 'handling', whole);
  for (const [agentId, ms] of byAgent) {
    tally.agent(agentId, 'handledSessions');
    tally.agent(agentId, 'handlingMs', ms);
  }
};
