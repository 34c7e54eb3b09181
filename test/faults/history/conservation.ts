import type { Decision, History, SessionStory } from './history';
import { tenuresOfSession, toldLoads, type Tenure } from './tenures';

/** Where routing's rows have the sessions that are not over. */
export interface PlacementRows {
  readonly waiting: readonly string[];
  readonly assigned: readonly { readonly sessionId: string; readonly agentId: string }[];
  readonly loads: readonly { readonly agentId: string; readonly load: number }[];
}

/**
 * H8: what began is somewhere. Each session of a buyer is decided, or closed; each slot that routing counts has its session. `lagMs` is what a fact may
 * take to reach routing.
 */
export function conservation(history: History, lagMs: number): string[] {
  const lost = [...history.sessions.values()].filter((story) => isLost(story, history.endMs - lagMs));
  const over = toldLoads(history, (tenure, decision) => isOverAtLast(tenure, decision, lagMs)).filter(
    ({ load, counted }) => load > counted,
  );
  return [
    ...lost.map(({ sessionId }) => `H8 ${sessionId}: lost`),
    ...over.map(
      ({ agentId, load, counted, decision }) => `H8 ${agentId}: ${load} slots for ${counted} sessions at version ${decision.version}`,
    ),
  ];
}

/** H8, of a history that has settled: routing's rows have each session where the facts have it, and no other. */
export function rowsAgree({ sessions }: History, rows: PlacementRows): string[] {
  const stories = [...sessions.values()].filter(({ closed }) => closed.length === 0);
  const waiting = stories.filter(waits).map(({ sessionId }) => sessionId);
  const assigned = stories.flatMap(tenuresOfSession).filter(({ next, freedMs }) => next === null && freedMs === Infinity);
  return [
    ...differences('waits', rows.waiting, waiting),
    ...differences('is with an agent', rows.assigned.map(pairOf), assigned.map(pairOf)),
    ...rows.loads.flatMap(({ agentId, load }) => {
      const held = rows.assigned.filter((one) => one.agentId === agentId).length;
      return held === load ? [] : [`H8 ${agentId}: a load of ${load} for ${held} sessions in the rows`];
    }),
  ];
}

const isLost = ({ started, outcomes, closed }: SessionStory, beforeMs: number): boolean =>
  started.some(({ atMs, initiator }) => initiator === 'BUYER' && atMs < beforeMs) && outcomes.length === 0 && closed.length === 0;

/** By the latest moment at which the slot must be free. */
const isOverAtLast = ({ freedMs, next }: Tenure, { atMs, position }: Decision, lagMs: number): boolean =>
  freedMs + lagMs < atMs || (next !== null && next.position <= position);

const waits = ({ outcomes, ended }: SessionStory): boolean => {
  const last = outcomes.at(-1)?.event.type;
  return ended.length === 0 && (last === 'queued' || last === 'left-message');
};

const pairOf = ({ sessionId, agentId }: { readonly sessionId: string; readonly agentId: string }): string => `${sessionId} (${agentId})`;

function differences(what: string, rows: readonly string[], facts: readonly string[]): string[] {
  const [inRows, inFacts] = [new Set(rows), new Set(facts)];
  return [
    ...rows.filter((one) => !inFacts.has(one)).map((one) => `H8 ${one}: ${what} by the rows only`),
    ...facts.filter((one) => !inRows.has(one)).map((one) => `H8 ${one}: ${what} by the facts only`),
  ];
}
