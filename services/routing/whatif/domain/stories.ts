import type { Happening, Routed } from './happening';

/** How an agent's time with a session ended; null: it had not when the log ended. */
export type PieceEnd =
  | { readonly kind: 'CLOSED' }
  /** `waitingAfterMs`: since when the buyer waited for an answer, from the beginning of the piece on. */
  | { readonly kind: 'RETURNED'; readonly waitingAfterMs: number }
  | { readonly kind: 'TRANSFERRED'; readonly agentId: string }
  /** To a group, or back to routing. */
  | { readonly kind: 'RELEASED'; readonly pool: string | null };

/** One agent's time with a session, as it was. */
export interface Piece {
  readonly agentId: string;
  readonly fromMs: number;
  readonly ms: number;
  /** When the agent ended it, from the beginning on; null: it did not, or nobody knows. */
  readonly heldAfterMs: number | null;
  readonly end: PieceEnd | null;
}

/** What became of a session, as it was. */
export interface Story {
  readonly pieces: readonly Piece[];
  /** When its buyer left without an agent; null: it did not. */
  readonly leftMs: number | null;
  /** When somebody gave it to an agent by hand while it waited. */
  readonly byHand: readonly { readonly atMs: number; readonly agentId: string }[];
}

interface Told {
  readonly outcomes: Routed[];
  readonly endedMs: number[];
  readonly returned: { readonly agentId: string; readonly atMs: number; readonly waitingSince: Date }[];
  closedMs: number | null;
}

/** The story of each session of the log. `endMs`: where the log ends. */
export function storiesOf(happenings: readonly Happening[], endMs: number): Map<string, Story> {
  const told = new Map<string, Told>();
  const of = (sessionId: string): Told => {
    const known = told.get(sessionId) ?? { outcomes: [], endedMs: [], returned: [], closedMs: null };
    told.set(sessionId, known);
    return known;
  };
  for (const one of happenings) {
    if (one.kind === 'routed') of(one.event.value.sessionId).outcomes.push(one.event);
    else if (one.kind === 'ended') of(one.sessionId).endedMs.push(one.atMs);
    else if (one.kind === 'returned') of(one.sessionId).returned.push(one);
    else if (one.kind === 'closed') of(one.sessionId).closedMs ??= one.atMs;
  }
  return new Map([...told].map(([id, one]) => [id, storyOf(one, endMs)]));
}

export const isGiven = (event: Routed): event is Extract<Routed, { type: 'assigned' | 'transferred' }> =>
  event.type === 'assigned' || event.type === 'transferred';

function storyOf(told: Told, endMs: number): Story {
  const outcomes = [...told.outcomes].sort((a, b) => a.value.revision - b.value.revision);
  const pieces = outcomes.flatMap((event, index) => (isGiven(event) ? [pieceOf(event, outcomes[index + 1], told, endMs)] : []));
  const last = outcomes.at(-1);
  const byHand = outcomes.flatMap((event) =>
    event.type === 'assigned' && event.value.cause === 'MANUAL'
      ? [{ atMs: Date.parse(event.value.decidedAt), agentId: event.value.agentId }]
      : [],
  );
  return { pieces, leftMs: last && !isGiven(last) ? told.closedMs : null, byHand };
}

function pieceOf(
  { value }: Extract<Routed, { type: 'assigned' | 'transferred' }>,
  next: Routed | undefined,
  told: Told,
  endMs: number,
): Piece {
  const { agentId } = value;
  const fromMs = Date.parse(value.decidedAt);
  const nextMs = next ? Date.parse(next.value.decidedAt) : Infinity;
  // Who gave it back may get it again at the same instant: each return ends one piece.
  const found = told.returned.findIndex((one) => one.agentId === agentId && one.atMs >= fromMs && one.atMs <= nextMs);
  const back = found < 0 ? undefined : told.returned.splice(found, 1)[0];
  const end = back ? returnedAt(back.waitingSince.getTime() - fromMs) : endOf(next, told.closedMs !== null);
  const untilMs = back?.atMs ?? (next ? nextMs : (told.closedMs ?? endMs));
  const held = told.endedMs.find((atMs) => atMs >= fromMs && atMs <= untilMs);
  return { agentId, fromMs, ms: Math.max(0, untilMs - fromMs), heldAfterMs: held === undefined ? null : held - fromMs, end };
}

const returnedAt = (waitingAfterMs: number): PieceEnd => ({ kind: 'RETURNED', waitingAfterMs });

function endOf(next: Routed | undefined, isClosed: boolean): PieceEnd | null {
  if (!next) return isClosed ? { kind: 'CLOSED' } : null;
  if (next.type === 'transferred' && next.value.cause === 'MANUAL') return { kind: 'TRANSFERRED', agentId: next.value.agentId };
  return { kind: 'RELEASED', pool: next.value.pool };
}

/** How long an agent has a session, all its times together: the median of those that are over; null: none is. */
export function usualServiceMs(stories: Iterable<Story>): number | null {
  const times = [...stories]
    .filter(({ pieces }) => pieces.at(-1)?.end?.kind === 'CLOSED')
    .map(({ pieces }) => pieces.reduce((sum, { ms }) => sum + ms, 0))
    .sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? null;
}
