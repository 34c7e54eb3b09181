import type { Assignment } from './assignments';
import { check, type Check } from './check';

/** INV-2: no agent above capacity, by a sweep over the instants of assignment and release, and by routing's own count at each assignment. */
export function checkCapacity(all: readonly Assignment[]): Check {
  const problems = [...groupBy(all, (assignment) => assignment.agentId).entries()].flatMap(([agentId, own]) => aboveCapacity(agentId, own));
  const most = Math.max(0, ...all.map((assignment) => assignment.load));
  return check('no agent above capacity', problems, `${all.length} assignments, never more than ${most} at once with one agent`);
}

/** One live assignment per session: two of its assignments never overlap. */
export function checkSingleAssignee(all: readonly Assignment[]): Check {
  const problems = [...groupBy(all, (assignment) => assignment.sessionId).entries()].flatMap(([sessionId, own]) => {
    const inOrder = [...own].sort((a, b) => a.fromMs - b.fromMs);
    const clash = inOrder.find(
      (assignment, index) => index > 0 && inOrder.slice(0, index).some((earlier) => earlier.toMs > assignment.fromMs),
    );
    return clash ? [`session ${sessionId} had two agents at ${new Date(clash.fromMs).toISOString()}`] : [];
  });
  return check('no session with two agents', problems, `${new Set(all.map((assignment) => assignment.sessionId)).size} sessions assigned`);
}

/** Releases come before assignments of the same millisecond: a freed slot may be given away at once. */
function aboveCapacity(agentId: string, own: readonly Assignment[]): string[] {
  const releases = own.map((assignment) => ({ at: assignment.toMs, change: -1, assignment }));
  const takes = own
    .filter((assignment) => assignment.toMs > assignment.fromMs)
    .map((assignment) => ({ at: assignment.fromMs, change: 1, assignment }));
  const effective = releases.filter(({ assignment }) => assignment.toMs > assignment.fromMs);
  let load = 0;
  const problems: string[] = [];
  for (const { at, change, assignment } of [...effective, ...takes].sort((a, b) => a.at - b.at || a.change - b.change)) {
    load += change;
    const limit = assignment.capacity ?? Infinity;
    if (change < 0 || assignment.over !== null) continue;
    if (load > limit || assignment.load > limit) {
      problems.push(`agent ${agentId} had ${Math.max(load, assignment.load)} of ${limit} at ${new Date(at).toISOString()}`);
    }
  }
  return problems;
}

function groupBy<T>(all: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of all) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
