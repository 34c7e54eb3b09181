import fc from 'fast-check';
import type { SessionFact, ToldFact } from '../../facts/domain/session-fact';
import {
  assigned,
  at,
  but,
  closed,
  common,
  ended,
  left,
  message,
  queued,
  session,
  started,
  toHuman,
  transferred,
} from '../../figures/domain/example-session';
import { cursorOf, timelinePage, type TimelinePage } from '../resolvers/timeline-page';
import { timelineOf } from './timeline';

const routed = (type: string, revision: number, decidedAt: string, value: object): SessionFact =>
  ({ ...but(assigned(revision, 'A'), { decidedAt, ...value }), type }) as SessionFact;

const rated = {
  topic: 'session-closed',
  type: 'rated',
  value: { ...common, sessionId: session, buyerId: 'b1', agentId: 'B', score: 5, solved: true, ratedAt: at(40) },
} as const;

const returned: SessionFact = {
  topic: 'session-ended',
  type: 'returned',
  value: { ...common, sessionId: session, agentId: 'A', returnedAt: at(12), waitingSince: at(11), reason: 'SILENT' },
};

const life: readonly SessionFact[] = [
  started(),
  routed('to-bot', 1, at(0), { agentId: undefined, cause: 'BOT_FIRST' }),
  message(1, 'BUYER', at(0)),
  toHuman(at(2)),
  but(queued(2, at(2)), { pool: 'UNPAID with channel=WEB without 12345678' }),
  routed('offered', 3, at(4), {}),
  {
    topic: 'session-routed',
    type: 'declined',
    value: {
      ...common,
      sessionId: session,
      revision: 3,
      shopVersion: 3,
      agentId: 'A',
      offeredAt: at(4),
      decidedAt: at(5),
      how: 'MISSED',
      reasonLength: 0,
    },
  },
  but(assigned(4, 'A'), { decidedAt: at(6), waitedMs: 240_500 }),
  message(2, 'AGENT', at(7)),
  message(3, 'AGENT', at(8)),
  returned,
  left(5, at(12), 'MESSAGE_POOL'),
  but(assigned(6, 'A'), { decidedAt: at(13) }),
  but(transferred(7, 'B'), { decidedAt: at(14), previousAgentId: 'A', cause: 'MANUAL' }),
  ended('B', at(30)),
  rated,
  but(closed('B'), { closedAt: at(40), reason: 'AGENT_CLOSED' }),
];

const marked = (minute: number, marks: object): ToldFact => ({
  topic: 'session-marked',
  type: 'marked',
  value: {
    ...common,
    occurredAt: at(minute),
    sessionId: session,
    by: 'A',
    difficult: false,
    solved: false,
    tags: 0,
    noteLength: 0,
    ...marks,
  },
});

it('SES-21 SES-10 SES-30 what changed in the marks is told, by whom, and nothing of notes and tags but that', () => {
  const facts = [
    marked(20, { difficult: true, tags: 2 }),
    marked(21, { difficult: true, tags: 2, noteLength: 9 }),
    marked(22, { solved: true, tags: 2, noteLength: 9 }),
    marked(23, { solved: true, tags: 2, noteLength: 9 }),
    marked(24, {}),
  ];
  const all = [
    ...['DIFFICULT', 'TAGS'].map((cause) => [at(20), cause]),
    [at(21), 'NOTE'],
    ...['NOT_DIFFICULT', 'SOLVED'].map((cause) => [at(22), cause]),
    [at(23), 'TAGS'],
    ...['NOT_SOLVED', 'NOTE', 'TAGS'].map((cause) => [at(24), cause]),
  ];
  for (const order of [facts, [...facts].reverse(), [...facts, ...facts]])
    expect(timelineOf([...life, ...order]).flatMap((entry) => (entry.kind === 'MARKED' ? [[entry.at, entry.cause]] : []))).toEqual(all);
  expect(timelineOf(facts)[0]).toMatchObject({ agentId: 'A' });
});

const told = [
  ['OPENED', at(0)],
  ['BOT', at(0)],
  ['HUMAN_ASKED', at(2)],
  ['QUEUED', at(2)],
  ['OFFERED', at(4)],
  ['OFFER_OVER', at(5)],
  ['ASSIGNED', at(6)],
  ['FIRST_REPLY', at(7)],
  ['LEFT_MESSAGE', at(12)],
  ['RETURNED', at(12)],
  ['ASSIGNED', at(13)],
  ['TRANSFERRED', at(14)],
  ['ENDED', at(30)],
  ['RATED', at(40)],
  ['CLOSED', at(40)],
];

it('INV-5 what happened in a session is told by instants, whatever the order in which its facts arrived and however often', () => {
  expect(timelineOf(life).map((entry) => [entry.kind, entry.at])).toEqual(told);
  fc.assert(
    fc.property(fc.shuffledSubarray([...life, ...life.slice(4, 9)], { minLength: life.length + 5 }), (facts) => {
      expect(timelineOf(facts)).toEqual(timelineOf(life));
    }),
  );
});

it('RTE-62 says who, why and after how long, and no more of a pool than its name', () => {
  const of = (kind: string) => timelineOf(life).filter((entry) => entry.kind === kind);
  expect(of('QUEUED')).toMatchObject([{ cause: 'ALL_AT_CAPACITY', pool: 'UNPAID', agentId: null, waitedMs: null }]);
  expect(of('ASSIGNED')[0]).toMatchObject({ cause: 'EVEN', agentId: 'A', waitedMs: 240_500, pool: 'ALL' });
  expect(of('OFFER_OVER')).toMatchObject([{ cause: 'MISSED', agentId: 'A' }]);
  expect(of('TRANSFERRED')).toMatchObject([{ cause: 'MANUAL', agentId: 'B', previousAgentId: 'A' }]);
  expect(of('RETURNED')).toMatchObject([{ cause: 'SILENT', agentId: 'A' }]);
  expect(of('CLOSED')).toMatchObject([{ cause: 'AGENT_CLOSED', agentId: 'B' }]);
});

it('types and words that this build does not know are passed over', () => {
  const unknown = [
    { topic: 'session-routed', type: 'parked', value: { sessionId: session } },
    { topic: 'session-closed', type: 'erased', value: {} },
  ];
  expect(timelineOf([...life, ...(unknown as unknown as SessionFact[])])).toEqual(timelineOf(life));
});

it('pages follow each other whatever their size, and a fact that comes late moves none', () => {
  for (const first of [1, 2, 4, 14, 15, 100]) {
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: TimelinePage = timelinePage(life, { first, after })!;
      seen.push(...page.entries.map(({ kind }) => kind));
      more = page.more;
      after = page.entries.length > 0 ? cursorOf(page.entries.at(-1)!) : null;
    }
    expect(seen).toEqual(told.map(([kind]) => kind));
  }
  const [page] = [timelinePage(life.slice(4), { first: 2 })!];
  expect(timelinePage(life, { first: 1, after: cursorOf(page.entries.at(-1)!) })?.entries).toMatchObject([{ kind: 'OFFER_OVER' }]);
});

it('of a session that nothing was told of there is no timeline', () => {
  expect(timelinePage([], {})).toBeNull();
});

it.each([
  ['first', { first: 0 }],
  ['first', { first: 101 }],
  ['after', { after: 'x' }],
])('what is wrong is named: %s', (field, args) => {
  expect(() => timelinePage(life, args)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', field }));
});
