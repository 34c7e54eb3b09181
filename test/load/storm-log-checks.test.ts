import type { ReceivedEvent, Topic } from '#libs/contracts/index';
import { checkShopLog } from './storm-log-checks';

/* The checkers are checked: each broken promise planted in a sound log is found. */

const limits = { capacity: 1, idleLimitMs: 2_000 };

/** A log of one shop; instants are seconds. */
function logOf(...lines: readonly (readonly [Topic, string, number, object])[]): ReceivedEvent[] {
  const numbers = new Map<string, number>();
  return lines.map(([topic, type, second, value]) => {
    const sequence = (numbers.get(topic) ?? 0) + 1;
    numbers.set(topic, sequence);
    const instant = new Date(second * 1_000).toISOString();
    const whole = { openedAt: instant, closedAt: instant, decidedAt: instant, since: instant, reason: 'AGENT_CLOSED', ...value };
    return { id: `${topic}${sequence}`, topic, type, shopId: 'S', subject: 's', incarnation: 1, sequence, traceparent: null, value: whole };
  });
}

const online = (second: number) => ['agent-status-changed', 'presence', second, { agentId: 'A', presence: 'ONLINE' }] as const;
const started = (second: number, sessionId: string) => ['session-started', 'started', second, { sessionId }] as const;
const closed = (second: number, sessionId: string, reason = 'AGENT_CLOSED') =>
  ['session-closed', 'closed', second, { sessionId, reason }] as const;
const assigned = (second: number, sessionId: string, revision = 1, load = 1) =>
  ['session-routed', 'assigned', second, { sessionId, agentId: 'A', revision, load, over: null }] as const;
const queued = (second: number, sessionId: string) => ['session-routed', 'queued', second, { sessionId, revision: 1 }] as const;

const sound = [
  online(0),
  started(1, 'b1'),
  assigned(1, 'b1'),
  started(2, 'b2'),
  queued(2, 'b2'),
  closed(5, 'b1'),
  assigned(6, 'b2', 2),
  closed(9, 'b2'),
] as const;

it('RTE-28 a sound log breaks nothing', () => {
  expect(checkShopLog(logOf(...sound), limits)).toEqual([]);
});

it.each([
  [
    'RTE-28 a buyer who waits beside a free agent',
    [
      online(0),
      started(1, 'b1'),
      assigned(1, 'b1'),
      started(2, 'b2'),
      queued(2, 'b2'),
      closed(5, 'b1'),
      assigned(8, 'b2', 2),
      closed(9, 'b2'),
    ],
    /waited 3000 ms beside/,
  ],
  [
    'INV-1 a session with two agents',
    [...sound.slice(0, 6), assigned(6, 'b2', 2), assigned(7, 'b2', 3), closed(9, 'b2')],
    /b2: assigned 2 times/,
  ],
  ['INV-2 an assignment above capacity', [online(0), started(1, 'b1'), assigned(1, 'b1', 1, 2), closed(2, 'b1')], /b1: assigned at load 2/],
  ['INV-3 a revision that is missing', [online(0), started(1, 'b1'), assigned(1, 'b1', 2), closed(2, 'b1')], /b1: revisions 2/],
  ['INV-3 a session that is never closed', sound.slice(0, -1), /b2: never closed/],
  ['INV-3 a session that is never decided', [online(0), started(1, 'b1'), closed(2, 'b1')], /b1: never decided/],
] as const)('%s is found', (_title, lines, expected) => {
  expect(checkShopLog(logOf(...lines), limits).join('\n')).toMatch(expected);
});

it('INV-3 a hole in the numbers is found; an event that comes twice is none', () => {
  const log = logOf(...sound);
  const routed = log.filter(({ topic }) => topic === 'session-routed');
  expect(checkShopLog([...log, ...routed], limits)).toEqual([]);
  expect(
    checkShopLog(
      log.filter((event) => event !== routed[1]),
      limits,
    ).join('\n'),
  ).toMatch(/number 3 after 1/);
});
