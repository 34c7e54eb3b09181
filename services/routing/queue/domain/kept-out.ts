import { poolKey, shortId, type PoolParts } from './pool-key';
import type { SessionFacts, Tried } from './waiting-entry';

/* Agents who do not get a session again. What is kept of them has an end: beyond it the first ones may be asked again. */

const mostTried = 250;
const mostPassed = 20;

/** With one more who was tried: each agent once, the latest last. */
export const withTried = (tried: readonly Tried[] = [], one: Tried): readonly Tried[] =>
  [...tried.filter(({ agentId }) => agentId !== one.agentId), one].slice(-mostTried);

/** With one more who gave the session back. */
export const withPassed = (passedBy: readonly string[] = [], agentId: string): readonly string[] =>
  [...passedBy.filter((id) => id !== agentId), agentId].slice(-mostPassed);

/** Keys are part of an index, whose rows have 2,704 bytes: without its other columns, and an agent that is waited for. */
const mostBytes = 2_580;
const [passedBytes, triedBytes] = [37, 10];

type Named = Pick<PoolParts, 'passedBy' | 'tried'>;
const nobody: Named = { passedBy: [], tried: [] };

/** Whom the key of a session's pool names of them: the latest ones for whom it has room. */
export function keptOut({ passedBy = [], tried = [] }: SessionFacts, others: Omit<PoolParts, keyof Named>): Named {
  if (passedBy.length + tried.length === 0) return nobody;
  const room = mostBytes - Buffer.byteLength(poolKey({ ...others, passedBy: ['x'], tried: [] }));
  const passed = latest(passedBy, room / passedBytes);
  return {
    passedBy: passed,
    tried: latest(tried, (room - passed.length * passedBytes) / triedBytes).map(({ agentId }) => shortId(agentId)),
  };
}

const latest = <T>(all: readonly T[], most: number): readonly T[] => all.slice(Math.max(0, all.length - Math.floor(most)));
