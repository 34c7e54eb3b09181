import type { History } from './history';

/** H1, of a history that is over: every session that was accepted is closed, once. */
export const everySessionEnds = ({ sessions }: History): string[] =>
  [...sessions.values()].flatMap(({ sessionId, started, closed }) => [
    ...(started.length > 1 ? [`H1 ${sessionId}: started ${started.length} times`] : []),
    ...(started.length > 0 && closed.length === 0 ? [`H1 ${sessionId}: never closed`] : []),
    ...(closed.length > 1 ? [`H1 ${sessionId}: closed ${closed.length} times`] : []),
  ]);
