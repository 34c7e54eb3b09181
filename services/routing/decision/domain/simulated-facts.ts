import type { Needs } from '../../rules/domain/skills';
import { unknownFacts, type OrderStatus, type SessionFacts } from '../../queue/domain/waiting-entry';

/** A buyer of whom somebody asks what would happen; what is absent is as of a buyer nobody knows. */
export interface SimulatedBuyer {
  readonly orderStatus?: OrderStatus | undefined;
  readonly lastHuman?: { readonly agentId: string; readonly at: Date } | undefined;
  readonly purchases?: readonly Date[] | undefined;
  readonly firstPaidAt?: Date | undefined;
  readonly crowdIds?: readonly string[] | undefined;
  readonly exclusiveAgentId?: string | undefined;
  readonly needs?: Needs | undefined;
  readonly viaBot?: boolean | undefined;
}

const longAgo = new Date(0).toISOString();
const latestFirst = (a: Date, b: Date): number => b.getTime() - a.getTime();

/** The facts of a session such a buyer would open. */
export function simulatedFacts(buyer: SimulatedBuyer): SessionFacts {
  const { orderStatus, lastHuman, crowdIds = [], exclusiveAgentId, needs, viaBot = false } = buyer;
  const recent = [...(buyer.purchases ?? [])].sort(latestFirst);
  const firstPaidAt = buyer.firstPaidAt ?? recent.at(-1);
  return {
    ...unknownFacts,
    viaBot,
    ...(orderStatus && { orderStatus }),
    ...(lastHuman && { lastHuman: { agentId: lastHuman.agentId, at: lastHuman.at.toISOString() } }),
    ...(firstPaidAt && { purchases: { recent: recent.map((at) => at.toISOString()), firstPaidAt: firstPaidAt.toISOString() } }),
    ...(crowdIds.length > 0 && { crowds: crowdIds.map((crowdId) => ({ crowdId, kind: 'CUSTOM', joinedAt: longAgo })) }),
    ...(exclusiveAgentId !== undefined && { exclusiveAgentId }),
    ...(needs && { needs }),
  };
}
