import type { ReceivedEvent } from '#libs/contracts/index';
import { transferToAgent } from '#services/routing/handover/domain/hand-over';
import { checkHistory } from './check-history';
import { rowsAgree, type PlacementRows } from './conservation';
import { decisionsReplay } from './decisions-replay';
import { historyOf } from './history';
import { recordHistory } from './record-history';

/*
 * The checkers are checked: each bug is planted in a correct history, and the right checker finds it. In seconds, agents A and B with one slot each:
 * 0 b1 A, b2 B · 1 b3 and 2 b4 queue · 10 b1 closed, b3 A · 20 B gives b2 to A (2/1), b4 B · 30 b2 and b3 closed, A has two slots · 35 b5 A, b6 A ·
 * 45 the shop closes · 50 b7 leaves a message · 60 all closed.
 */
const recorder = recordHistory({ A: 1, B: 1 });
const second = (act: () => void, seconds: number): void => {
  recorder.wait(seconds * 1_000);
  act();
  recorder.fly();
};
const start = (...ids: string[]): void => ids.forEach((id) => recorder.start(id));
const close = (...ids: string[]): void => ids.forEach((id) => recorder.close(id, 'AGENT_CLOSED'));

second(() => start('b1', 'b2'), 0);
second(() => start('b3'), 1);
second(() => start('b4'), 1);
second(() => close('b1'), 8);
second(() => recorder.command((change) => void transferToAgent(change, 'b2', 'A', { accountId: 'B', isManager: false }, null)), 10);
second(() => close('b2', 'b3'), 10);
recorder.capacity('A', 2);
second(() => start('b5', 'b6'), 5);
second(() => recorder.hours(8, 9), 10);
second(() => start('b7'), 5);
second(() => close('b4', 'b5', 'b6'), 10);
recorder.close('b7', 'BUYER_LEFT');
recorder.fly();

const { log, decided, accountOf } = recorder;
const limits = { lagMs: 2_000, isOver: true };
const found = (events: readonly ReceivedEvent[]): string[] => checkHistory(historyOf(events), limits);

type Patch = Readonly<Record<string, unknown>>;

const valueOf = (event: ReceivedEvent): Patch => ({ ...(event.value as object) });
const is = (event: ReceivedEvent, topic: string, sessionId: string): boolean =>
  event.topic === topic && valueOf(event)['sessionId'] === sessionId;

/** The log with the session's last event of that topic changed. */
function changed(topic: string, sessionId: string, patch: Patch, events = log): ReceivedEvent[] {
  const last = events.findLast((event) => is(event, topic, sessionId));
  if (!last) throw new Error(`Nothing to change of ${sessionId} in ${topic}`);
  return events.map((event) => (event === last ? { ...event, value: { ...valueOf(event), ...patch } } : event));
}

/** The log with the session's last outcome told once more, changed, as another event. */
function repeated(topic: string, sessionId: string, patch: Patch): ReceivedEvent[] {
  const last = log.findLast((event) => is(event, topic, sessionId))!;
  return [...log, { ...last, id: `${last.id} again`, sequence: last.sequence + 0.5, value: { ...valueOf(last), ...patch } }];
}

const without = (drop: (event: ReceivedEvent) => boolean): ReceivedEvent[] => log.filter((event) => !drop(event));

const later = (sessionId: string, ms: number): Patch => {
  const last = log.findLast((event) => is(event, 'session-routed', sessionId))!;
  return { decidedAt: new Date(Date.parse(String(valueOf(last)['decidedAt'])) + ms).toISOString() };
};

it('INV-2 the history without a bug breaks nothing, in whatever order and however often it is read', () => {
  expect(log.filter(({ topic }) => topic === 'session-routed').map(({ type, subject }) => `${subject} ${type}`)).toEqual([
    ...[
      'b1 assigned',
      'b2 assigned',
      'b3 queued',
      'b4 queued',
      'b3 assigned',
      'b2 transferred',
      'b4 assigned',
      'b5 assigned',
      'b6 assigned',
    ],
    'b7 left-message',
  ]);
  expect(found(log)).toEqual([]);
  expect(found([...log, ...log].reverse())).toEqual([]);
  expect(decisionsReplay(historyOf(log), decided, accountOf)).toEqual([]);
  expect(rowsAgree(historyOf(log), recorder.rows())).toEqual([]);
});

it.each<[string, ReceivedEvent[], string]>([
  ['H1 a session that is never closed', without((event) => is(event, 'session-closed', 'b4')), 'H1 b4: never closed'],
  ['H1 a session that is closed twice', repeated('session-closed', 'b4', {}), 'H1 b4: closed 2 times'],
  [
    'H2 a session that two agents have',
    repeated('session-routed', 'b4', { revision: 3, agentId: 'A' }),
    'H2 b4: assigned to A while B has it',
  ],
  ['H2 a transfer from somebody who has it not', changed('session-routed', 'b2', { previousAgentId: 'C' }), 'H2 b2: transferred from C'],
  ['H3 more than the capacity without a cause', changed('session-routed', 'b2', { over: null }), 'H3 b2: A has 2 of 1'],
  ['H3 more than the capacity by a cause that may not', changed('session-routed', 'b2', { over: 'EVEN' }), 'H3 b2: above capacity by EVEN'],
  ['H3 two decisions on the same slot', changed('session-routed', 'b6', { load: 1 }), 'H3 A: has 2 sessions where 1 are counted'],
  ['H3 a capacity that is no longer in force', changed('session-routed', 'b6', { capacity: 9 }), 'H3 b6: A assigned by a capacity of 9'],
  ['H4 an outcome of a session that never started', without((event) => is(event, 'session-started', 'b5')), 'H4 b5: decided, but never'],
  ['H4 a revision that is missing', without((event) => is(event, 'session-routed', 'b3') && event.type === 'queued'), 'H4 b3: revisions 2'],
  ['H4 a revision that is there twice', repeated('session-routed', 'b5', {}), 'H4 b5: revisions 1,1'],
  ['H4 an assignment after the close', changed('session-routed', 'b6', later('b6', 60_000)), 'H4 b6: assigned'],
  ['H4 a close by an agent where nobody was', without((event) => is(event, 'session-routed', 'b5')), 'H4 b5: closed by AGENT_CLOSED'],
  ['H8 a session that is lost', without((event) => is(event, 'session-routed', 'b3') || is(event, 'session-closed', 'b3')), 'H8 b3: lost'],
  ['H8 a transfer that frees nobody', changed('session-routed', 'b4', { load: 2, over: 'MANUAL' }), 'H8 B: 2 slots for 1 sessions'],
  ['H8 a slot that is never freed', changed('session-routed', 'b6', { load: 3 }), 'H8 A: 3 slots for 2 sessions'],
  ['H9 somebody who waits beside a free agent', changed('session-routed', 'b3', later('b3', 3_000)), 'H9 b3: waited 3000 ms'],
  ['RTE-28 the order of a pool inverted', swapped({ enqueuedAt: '2020-01-01T00:00:00.000Z' }), 'RTE-28 b3: served before b4'],
  ['RTE-40 the bands of a pool inverted', swapped({ band: 'PRIORITY' }), 'RTE-28 b3: served before b4'],
  [
    'SCH-19 an assignment while the shop is closed',
    changed('session-routed', 'b6', { ...later('b6', 20_000), shopVersion: 10_000 }),
    'SCH-19 b6',
  ],
])('%s is found', (_title, events, expected) => {
  expect(found(events)).toEqual(expect.arrayContaining([expect.stringContaining(expected)]));
});

/** b4 as it queued, changed. */
function swapped(patch: Patch): ReceivedEvent[] {
  const entry = log.find((event) => is(event, 'session-routed', 'b4'))!;
  return log.map((event) => (event === entry ? { ...event, value: { ...valueOf(event), ...patch } } : event));
}

it('INV-4 H11 a decision that replays differently, was told differently or not at all is found', () => {
  const history = historyOf(log);
  const first = decided[0]!;
  const other = { ...first, agentId: 'B' };
  expect(decisionsReplay(history, [other, ...decided.slice(1)], accountOf)).toEqual([
    expect.stringContaining('H11 b1: B by EVEN was decided, A by EVEN told'),
    expect.stringContaining('H11 b1: decided B by EVEN'),
  ]);
  expect(decisionsReplay(history, decided.slice(1), accountOf)).toEqual(['H11 b1: told, but not decided']);
  const untold = historyOf(without((event) => is(event, 'session-routed', 'b1')));
  expect(decisionsReplay(untold, decided, accountOf)).toEqual(['H11 b1: decided, but not told']);
});

it.each<[string, PlacementRows, string]>([
  ['somebody who still waits', { waiting: ['b3'], assigned: [], loads: [] }, 'H8 b3: waits by the rows only'],
  [
    'an assignment that is not released',
    { waiting: [], assigned: [{ sessionId: 'b3', agentId: 'A' }], loads: [] },
    'H8 b3 (A): is with an agent by the rows only',
  ],
  ['a load without a session', { waiting: [], assigned: [], loads: [{ agentId: 'A', load: 1 }] }, 'H8 A: a load of 1 for 0 sessions'],
])('H8 %s in the rows is found', (_title, rows, expected) => {
  expect(rowsAgree(historyOf(log), rows)).toEqual([expect.stringContaining(expected)]);
});
