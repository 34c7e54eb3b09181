import { isRouted, isGiven, type Decision, type Given, type History } from './history';
import { toldLoads, type Tenure, type ToldLoad } from './tenures';

/** The causes that may pass a capacity (INV-2, RES-42). */
const passes = ['RETURNING', 'PRIORITY_CROWD', 'MANUAL', 'OFFLINE_LIST', 'NO_QUEUE', 'OWNER', 'PROXY'];

/** H3: who is assigned has room by the capacity in force at that moment; every excess names the cause that allows it; and no session is left uncounted. */
export function withinCapacity(history: History): string[] {
  const capacities = new Map<string, number | null>();
  return toldLoads(history, isOverForSure).flatMap((told) => {
    const { decision, agentId, load, counted } = told;
    const uncounted = counted > load ? [`H3 ${agentId}: has ${counted} sessions where ${load} are counted${at(decision)}`] : [];
    const { event } = decision;
    if (event.topic === 'agent-status-changed') capacities.set(agentId, event.value.maxCapacity);
    else if (isGiven(event)) return [...uncounted, ...ofAssignment(event, told, capacities.get(agentId))];
    return uncounted;
  });
}

function ofAssignment({ value }: Given, { decision, counted }: ToldLoad, inForce: number | null | undefined): string[] {
  const { sessionId, agentId, load, capacity, over, cause } = value;
  if (inForce !== undefined && inForce !== capacity)
    return [`H3 ${sessionId}: ${agentId} assigned by a capacity of ${capacity}, but ${inForce} is in force${at(decision)}`];
  if (over !== null) return over === cause && passes.includes(cause) ? [] : [`H3 ${sessionId}: above capacity by ${over}${at(decision)}`];
  const most = Math.max(load, counted);
  return capacity !== null && most > capacity ? [`H3 ${sessionId}: ${agentId} has ${most} of ${capacity}${at(decision)}`] : [];
}

/** By the earliest moment at which the slot may be free: at the instant of the session's own fact, or in the transaction that gave it away. */
const isOverForSure = ({ freedMs, next }: Tenure, { atMs, version }: Decision): boolean =>
  freedMs <= atMs || (next !== null && next.version <= version);

const at = (decision: Decision): string => ` at version ${decision.version}${isRouted(decision) ? '' : ', status'}`;
