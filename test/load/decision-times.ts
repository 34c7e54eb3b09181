import type { History } from '#test/faults/history/history';

/** Milliseconds from each session's start to its first outcome. */
export const decisionTimes = ({ sessions }: History): number[] =>
  [...sessions.values()].flatMap(({ started: [start], outcomes: [first] }) => (start && first ? [first.atMs - start.atMs] : []));
