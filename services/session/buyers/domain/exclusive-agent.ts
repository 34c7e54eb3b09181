import { refuse } from '#libs/platform/errors';
import type { DecideMarks } from './block';

/** What is known of an account that is to serve a buyer before others. */
export interface NamedAgent {
  readonly accountId: string;
  readonly roles: readonly string[];
  readonly active: boolean;
}

/** Gives a buyer an agent of their own, or none (RTE-52). */
export const giveAgent =
  (agent: NamedAgent | null): DecideMarks =>
  (marks) =>
    agent !== null && (!agent.active || !agent.roles.includes('AGENT'))
      ? refuse('NOT_AN_AGENT', 'The account answers no buyers.', { field: 'agentId', expected: 'an active account with the role AGENT' })
      : { outcome: 'done', marks: { ...marks, exclusiveAgentId: agent?.accountId ?? null } };
