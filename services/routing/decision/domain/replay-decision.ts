import { decideRoute } from './decide-route';
import { readDecision, type DecisionRecord } from './decision-record';

/** A decision as it is kept, as far as a replay is held against it. */
export interface KeptDecision extends DecisionRecord {
  readonly id: string;
  readonly sessionId: string;
  readonly outcome: string;
  readonly agentId: string | null;
  readonly cause: string;
  readonly rule: string;
}

export interface Difference {
  readonly decisionId: string;
  readonly sessionId: string;
  readonly kept: string;
  readonly replayed: string;
}

/** What somebody decided by hand has no inputs from which it follows. */
export const isByHand = ({ cause }: Pick<KeptDecision, 'cause'>): boolean => cause === 'MANUAL';

/** Decides again on what the decision saw (INV-4): null when the same comes out. `accountOf` names the account of an agent number. */
export function replayDecision(decision: KeptDecision, accountOf: (agentNo: number) => string): Difference | null {
  const { view, request, randomNumber } = readDecision(decision, accountOf);
  const again = decideRoute(view, request, () => randomNumber ?? Number.NaN);
  const kept = text(decision.agentId, decision.cause, decision.rule);
  const replayed = text(again.outcome === 'assigned' ? again.agentId : null, again.cause, again.rule);
  return kept === replayed ? null : { decisionId: decision.id, sessionId: decision.sessionId, kept, replayed };
}

const text = (agentId: string | null, cause: string, rule: string): string => `${agentId ?? 'nobody'} by ${cause} (${rule})`;
