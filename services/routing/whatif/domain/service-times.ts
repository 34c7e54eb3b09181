import { dueList, type Due } from './due-list';
import type { Piece, Story } from './stories';

/** How far a session is with its times at agents, on paper. */
interface Progress {
  /** Which piece of its story it is at. */
  index: number;
  /** How much of that piece is done. */
  doneMs: number;
  sinceMs: number;
  turn: number;
  isRunning: boolean;
  cause: string;
}

/** When agents are done with sessions on paper: each session takes as long as it took, whoever has it. */
export interface ServiceTimes {
  /** An agent has the session from now on. */
  begin(sessionId: string, nowMs: number, cause: string): void;
  /** Nobody has it from now on; what its agent had not done yet is left for the next one. */
  interrupt(sessionId: string, nowMs: number): void;
  /** The agent's part is over: the next one is that of another. */
  next(sessionId: string): void;
  pieceOf(sessionId: string): Piece | undefined;
  causeOf(sessionId: string): string;
  /** When it ends as things stand; Infinity: not in the log. */
  endsAt(sessionId: string): number;
  nextMs(): number;
  take(): Due | undefined;
}

/** `usualMs`: how long one takes whom no agent had; `fromMs`: what was before then is done. */
export function serviceTimes(stories: ReadonlyMap<string, Story>, usualMs: number, fromMs: number): ServiceTimes {
  const due = dueList();
  const progresses = new Map<string, Progress>();
  const pieces = (sessionId: string): readonly Piece[] => stories.get(sessionId)?.pieces ?? [];
  const progressOf = (sessionId: string): Progress => {
    const known = progresses.get(sessionId);
    if (known) return known;
    const index = pieces(sessionId).filter((piece) => piece.fromMs + piece.ms < fromMs).length;
    const begunMs = pieces(sessionId)[index]?.fromMs ?? fromMs;
    const fresh = { index, doneMs: Math.max(0, fromMs - begunMs), sinceMs: fromMs, turn: 0, isRunning: false, cause: '' };
    progresses.set(sessionId, fresh);
    return fresh;
  };
  const pieceOf = (sessionId: string): Piece | undefined => pieces(sessionId)[progressOf(sessionId).index];
  const restOf = (sessionId: string): number => {
    const piece = pieceOf(sessionId);
    if (piece?.end === null) return Infinity;
    return Math.max(0, (piece?.ms ?? usualMs) - progressOf(sessionId).doneMs);
  };
  return {
    begin: (sessionId, nowMs, cause) => {
      const progress = progressOf(sessionId);
      Object.assign(progress, { sinceMs: nowMs, turn: progress.turn + 1, isRunning: true, cause });
      const one = { sessionId, turn: progress.turn };
      const heldInMs = (pieceOf(sessionId)?.heldAfterMs ?? -1) - progress.doneMs;
      if (heldInMs >= 0) due.put({ ...one, atMs: nowMs + heldInMs, kind: 'HOLD' });
      const restMs = restOf(sessionId);
      if (Number.isFinite(restMs)) due.put({ ...one, atMs: nowMs + restMs, kind: 'END' });
    },
    interrupt: (sessionId, nowMs) => {
      const progress = progressOf(sessionId);
      if (!progress.isRunning) return;
      const doneMs = progress.doneMs + nowMs - progress.sinceMs;
      Object.assign(progress, { doneMs, turn: progress.turn + 1, isRunning: false });
    },
    next: (sessionId) => {
      const progress = progressOf(sessionId);
      Object.assign(progress, { index: progress.index + 1, doneMs: 0, turn: progress.turn + 1, isRunning: false });
    },
    pieceOf,
    causeOf: (sessionId) => progressOf(sessionId).cause,
    endsAt: (sessionId) => progressOf(sessionId).sinceMs + restOf(sessionId),
    nextMs: due.nextMs,
    take: () => {
      const first = due.take();
      return first && first.turn === progressOf(first.sessionId).turn ? first : undefined;
    },
  };
}
