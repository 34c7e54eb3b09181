import { isByHand, replayDecision, type KeptDecision } from '#services/routing/decision/domain/replay-decision';
import { isGiven, isRouted, type History } from './history';

/** H11: each outcome that was told was decided so, each decision was told, and what it recorded gives the same again. `accountOf`: of an agent's number. */
export function decisionsReplay({ decisions }: History, kept: readonly KeptDecision[], accountOf: (agentNo: number) => string): string[] {
  const told = decisions.filter(isRouted).map(({ event }) => event);
  const rows = new Map(kept.map((row) => [row.id, row]));
  const ids = new Set(told.map(({ value }) => value.decisionId));
  return [
    ...told.flatMap((event) => {
      const row = rows.get(event.value.decisionId);
      if (!row) return [`H11 ${event.value.sessionId}: told, but not decided`];
      const agentId = isGiven(event) ? event.value.agentId : null;
      const same = row.sessionId === event.value.sessionId && row.agentId === agentId && row.cause === event.value.cause;
      return same ? [] : [`H11 ${row.sessionId}: ${row.agentId} by ${row.cause} was decided, ${agentId} by ${event.value.cause} told`];
    }),
    ...kept.filter(({ id }) => !ids.has(id)).map(({ sessionId }) => `H11 ${sessionId}: decided, but not told`),
    ...kept.flatMap((row) => {
      const difference = isByHand(row) ? null : replayDecision(row, accountOf);
      return difference ? [`H11 ${row.sessionId}: decided ${difference.kept}, replayed ${difference.replayed}`] : [];
    }),
  ];
}
