import { isFull, type Agent } from './agent';
import type { Draft } from '../../flight/domain/shop-change';
import type { StatusChange } from '../../decision/domain/outcome';

/** Tells a change of presence or capacity, with the agent as it is after it. */
export function tellStatus(
  draft: Draft,
  agent: Agent,
  change: StatusChange['change'],
  why: { reason: string | null; device: string | null },
): void {
  const { id, presence, maxCapacity, load, held } = agent;
  draft.agents.add(agent);
  draft.version += 1;
  draft.statuses.push({
    shopVersion: draft.version,
    change,
    since: draft.now,
    status: { id, presence, maxCapacity, load, held, autoSuspended: isFull(agent) },
    ...why,
    cause: draft.cause,
  });
  draft.version += 1;
}
