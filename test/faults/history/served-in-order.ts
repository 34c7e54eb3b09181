import { isGiven, isRouted, type Decision, type History, type Routed, type SessionStory } from './history';

interface Place {
  readonly pool: string | null;
  readonly band: string | null;
  readonly enqueuedMs: number;
}

/** The causes by which an arriving buyer may not overtake; the others are owed to who the buyer is. */
const ordinary = ['EVEN', 'RANDOM', 'LOWEST_SATURATION', 'WEIGHTED'];

/** RTE-28: within a pool the priority band is served first, and within a band who has waited longest. What people give by hand has no order. */
export function servedInOrder({ sessions, decisions }: History): string[] {
  const queue = new Map<string, Place>();
  return decisions.filter(isRouted).flatMap((decision) => {
    const { type, value } = decision.event;
    const mine = queue.get(value.sessionId);
    queue.delete(value.sessionId);
    if (type === 'queued') queue.set(value.sessionId, placeOf(decision));
    const isArrival = mine === undefined && ordinary.includes(value.cause);
    if (type !== 'assigned' || value.cause === 'MANUAL' || (!isArrival && mine?.pool !== value.pool)) return [];
    const place = mine ?? { ...placeOf(decision), enqueuedMs: decision.atMs };
    const passed = [...queue].find(([id, other]) => isBefore(other, place) && couldGo(sessions.get(id), value.agentId, decision.atMs));
    return passed ? [`RTE-28 ${value.sessionId}: served before ${passed[0]}, who comes first in pool ${place.pool}`] : [];
  });
}

const placeOf = ({ event: { value }, atMs }: Decision<Routed>): Place => ({
  pool: value.pool,
  band: value.band,
  enqueuedMs: value.enqueuedAt === null ? atMs : Date.parse(value.enqueuedAt),
});

function isBefore(other: Place, mine: Place): boolean {
  if (other.pool !== mine.pool) return false;
  if (other.band !== mine.band) return other.band === 'PRIORITY';
  return other.enqueuedMs < mine.enqueuedMs;
}

/** Still there, and not with that agent before: who gave a session back does not get it again. */
const couldGo = (story: SessionStory | undefined, agentId: string, atMs: number): boolean =>
  story !== undefined &&
  [...story.closed, ...story.ended].every((over) => over.atMs > atMs) &&
  !story.outcomes.some(({ event }) => isGiven(event) && event.value.agentId === agentId);
