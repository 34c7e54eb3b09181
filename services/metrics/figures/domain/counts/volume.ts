import type { Count } from './family';

/** Consultations (MET-21), and who wrote how much. */
export const countVolume: Count = ({ creditedAgentId, messages }, tally) => {
  tally.both(creditedAgentId, 'sessions');
  for (const { sender, agentId, source } of messages) {
    if (sender === 'BUYER') tally.both(creditedAgentId, 'buyerMessages');
    if (sender !== 'AGENT') continue;
    tally.both(agentId, 'agentMessages');
    if (source === 'SCRIPT' || source === 'KB') tally.both(agentId, 'scriptedMessages');
  }
};
