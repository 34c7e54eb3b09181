import { isKeptOut, isReceiving, mayTake } from '../candidate';
import type { Step } from './step';

/** The buyer's own agent (专属客服), if ONLINE and not full (RES-42). Never for a buyer whose crowd comes first, who is served before (RTE-52). */
export const exclusiveAgent: Step = ({ settings, candidates }, { facts: { exclusiveAgentId } }) => {
  if (!settings.exclusiveAgentPriority || exclusiveAgentId === undefined) return undefined;
  const agent = candidates.find(({ id }) => id === exclusiveAgentId);
  if (!agent || !isReceiving(agent) || isKeptOut(agent) || !mayTake(agent)) return undefined;
  return { outcome: 'assigned', agentId: agent.id, cause: 'EXCLUSIVE', rule: 'RTE-52', over: false };
};
