import fc from 'fast-check';
import { projectSession } from './project-session';
import { responseOf, type Response } from './response';
import type { Recorded, SessionFact, Started } from '../../facts/domain/session-fact';

const shop = '01900000-0000-7000-8000-000000000001';
const session = '01900000-0000-7000-8000-000000000002';
const common = {
  shopId: shop,
  occurredAt: '2026-03-02T02:00:00.000Z',
  actor: { kind: 'SYSTEM', id: null },
  causeId: null,
  policyVersion: 1,
} as const;

/** 10:00 on Monday 2026-03-02 in Shanghai, plus minutes. */
const at = (minutes: number, seconds = 0): string => new Date(Date.UTC(2026, 2, 2, 2, minutes, seconds)).toISOString();

const started = (value: Partial<Started> = {}): SessionFact => ({
  topic: 'session-started',
  type: 'started',
  value: {
    ...common,
    sessionId: session,
    buyerId: 'b1',
    channel: 'KUAISHOU',
    initiator: 'BUYER',
    openingMessage: { id: 'm1', type: 'TEXT', ordinal: 1 },
    openedAt: at(0),
    timeZone: 'Asia/Shanghai',
    reentryOf: null,
    lastHuman: null,
    viaBot: false,
    ...value,
  },
});

const message = (ordinal: number, sender: Recorded['sender'], recordedAt: string, more: Partial<Recorded> = {}): SessionFact => ({
  topic: 'message-recorded',
  type: 'recorded',
  value: {
    ...common,
    sessionId: session,
    messageId: `m${ordinal}`,
    ordinal,
    sender,
    agentId: sender === 'AGENT' ? 'A' : null,
    messageType: 'TEXT',
    source: 'TYPED',
    autoKind: null,
    length: 2,
    recordedAt,
    stateThen: 'ACTIVE',
    ...more,
  },
});

const assigned = (revision: number, agentId: string): SessionFact => ({
  topic: 'session-routed',
  type: 'assigned',
  value: {
    ...common,
    sessionId: session,
    revision,
    shopVersion: revision,
    decisionId: `d${revision}`,
    rule: 'RTE-4',
    cause: 'EVEN',
    pool: 'ALL',
    band: null,
    enqueuedAt: null,
    decidedAt: at(0),
    settingsVersion: 1,
    scheduleVersion: null,
    agentId,
    previousAgentId: null,
    waitedMs: 0,
    load: 1,
    capacity: 5,
    over: null,
  },
});

const transferred = (revision: number, agentId: string): SessionFact =>
  ({ ...assigned(revision, agentId), type: 'transferred' }) as SessionFact;

const closed = (lastAgentId: string | null): SessionFact => ({
  topic: 'session-closed',
  type: 'closed',
  value: {
    ...common,
    sessionId: session,
    buyerId: 'b1',
    channel: 'KUAISHOU',
    initiator: 'BUYER',
    openingMessageType: 'TEXT',
    openedAt: at(0),
    assignedAt: null,
    firstReplyAt: null,
    firstReplyBy: null,
    endedAt: null,
    closedAt: at(1),
    lastAgentId,
    reason: 'BUYER_LEFT',
    lastSender: 'BUYER',
    counts: { buyer: 1, agent: 0, bot: 0, auto: 0, system: 0 },
    queuedMs: 0,
    reentryOf: null,
  },
});

const faqOpening = started({ openingMessage: { id: 'm1', type: 'FAQ_CLICK', ordinal: 1 } });
const click = (ordinal: number, when: string): SessionFact => message(ordinal, 'BUYER', when, { messageType: 'FAQ_CLICK' });
const answer = (ordinal: number, when: string): SessionFact => message(ordinal, 'AUTO', when, { autoKind: 'FAQ_ANSWER' });

const day = 24 * 60;

function response(facts: readonly SessionFact[], now: string, excludeFaqOnly = false): Response {
  const figure = projectSession(facts);
  if (!figure) throw new Error('the opening is missing');
  return responseOf(figure, new Date(now), { excludeFaqOnly });
}

describe('the 24-hour response of one session', () => {
  const opening = [started(), message(1, 'BUYER', at(0))];

  it('INV-3 is the same whatever is edited or recalled, and in whatever order that is told', () => {
    const change = {
      ...common,
      sessionId: session,
      messageId: 'm1',
      ordinal: 1,
      sender: 'BUYER',
      agentId: null,
      revision: 1,
      at: at(30),
    } as const;
    const edited: SessionFact = { topic: 'message-recorded', type: 'edited', value: { ...change, length: 9 } };
    const recalled: SessionFact = { topic: 'message-recorded', type: 'recalled', value: change };
    const story = [...opening, message(2, 'AGENT', at(5))];
    for (const facts of [
      [...story, edited, recalled],
      [recalled, edited, ...story],
      [recalled, ...story],
    ])
      expect(projectSession(facts)).toEqual(projectSession(story));
  });

  it.each([
    ['MET-2 a reply after exactly 24 h counts', [...opening, message(2, 'AGENT', at(day))], at(2 * day), 'RESPONDED'],
    ['MET-2 a reply one second later does not', [...opening, message(2, 'AGENT', at(day, 1))], at(2 * day), 'UNANSWERED'],
    ['MET-2 no reply does not', opening, at(day, 1), 'UNANSWERED'],
    ['MET-9 unanswered and younger than 24 h is pending', opening, at(day), 'PENDING'],
    ['RES-68 a close without an answer leaves it pending', [...opening, closed(null)], at(day), 'PENDING'],
    ['RES-68 and unanswered after 24 h, not before', [...opening, closed(null)], at(day, 1), 'UNANSWERED'],
    [
      'MET-4 a closed notice is no response',
      [...opening, message(2, 'AUTO', at(1), { autoKind: 'CLOSED_NOTICE' })],
      at(day, 1),
      'UNANSWERED',
    ],
    ['MET-4 bot text is no response', [...opening, message(2, 'BOT', at(1))], at(day, 1), 'UNANSWERED'],
    [
      'MET-4 an agent the next day answers after the notice',
      [...opening, message(2, 'AUTO', at(0)), message(3, 'AGENT', at(12 * 60))],
      at(day, 1),
      'RESPONDED',
    ],
    ['MET-5 an FAQ answer and nothing more counts as responded', [faqOpening, click(1, at(0)), answer(2, at(0))], at(0), 'RESPONDED'],
    [
      'MET-6 a follow-up starts its own 24 h',
      [faqOpening, click(1, at(0)), answer(2, at(0)), message(3, 'BUYER', at(5)), message(4, 'AGENT', at(day + 4))],
      at(2 * day),
      'RESPONDED',
    ],
    [
      'MET-6 a reply 24 h and a minute after the follow-up is late',
      [faqOpening, click(1, at(0)), message(3, 'BUYER', at(5)), message(4, 'AGENT', at(day + 6))],
      at(2 * day),
      'UNANSWERED',
    ],
    [
      'MET-6 a second FAQ click is no follow-up',
      [faqOpening, click(1, at(0)), answer(2, at(0)), click(3, at(5)), answer(4, at(5))],
      at(2 * day),
      'RESPONDED',
    ],
    [
      'MET-6 a reply before the follow-up does not answer it',
      [faqOpening, click(1, at(0)), message(2, 'AGENT', at(1)), message(3, 'BUYER', at(5))],
      at(2 * day),
      'UNANSWERED',
    ],
    [
      'RES-66 a follow-up is pending until its own 24 h though the session is older',
      [faqOpening, click(1, at(0)), message(3, 'BUYER', at(60))],
      at(day + 30),
      'PENDING',
    ],
    [
      'RES-66 text, then an FAQ click: the duty of the opening stays',
      [...opening, click(2, at(1)), answer(3, at(1))],
      at(day, 1),
      'UNANSWERED',
    ],
    ['MET-8 a session opened by the shop is left out', [started({ initiator: 'SHOP' }), message(1, 'AGENT', at(0))], at(day), 'EXCLUDED'],
    [
      'RES-69 a buyer blocked at the opening is left out, answered or not',
      [started({ buyerBlocked: true }), answer(2, at(1))],
      at(day),
      'EXCLUDED',
    ],
    [
      'RES-69 a buyer not blocked at the opening counts',
      [started({ buyerBlocked: false }), message(2, 'AGENT', at(1))],
      at(day),
      'RESPONDED',
    ],
  ] as const)('%s', (_title, facts, now, expected) => {
    expect(response(facts, now)).toBe(expected);
  });

  it('RES-12 FAQ-only sessions are left out where the shop chose so', () => {
    expect(response([faqOpening, click(1, at(0))], at(0), true)).toBe('EXCLUDED');
  });
});

describe('who a session is credited to', () => {
  it('MET-11 to the agent who first replied, whoever has it later', () => {
    const facts = [
      started(),
      message(1, 'BUYER', at(0)),
      assigned(1, 'A'),
      message(2, 'AGENT', at(1)),
      assigned(2, 'B'),
      message(3, 'AGENT', at(2), { agentId: 'B' }),
    ];
    expect(projectSession(facts)?.creditedAgentId).toBe('A');
  });

  it('MET-11 unanswered: to the last assigned agent, by revision and not by arrival', () => {
    expect(projectSession([started(), assigned(2, 'B'), assigned(1, 'A')])?.creditedAgentId).toBe('B');
  });

  it('RTE-62, MET-11 unanswered and transferred: to who has it last', () => {
    expect(projectSession([started(), transferred(2, 'B'), assigned(1, 'A')])?.creditedAgentId).toBe('B');
  });

  it('MET-11 never assigned: to the shop only', () => {
    expect(projectSession([started(), message(1, 'BUYER', at(0))])?.creditedAgentId).toBeNull();
  });

  it('MET-11 an assignment that met a closed session does not count: the buyer had left before', () => {
    expect(projectSession([started(), assigned(1, 'A'), closed(null)])?.creditedAgentId).toBeNull();
    expect(projectSession([started(), assigned(1, 'A'), closed('A')])?.creditedAgentId).toBe('A');
  });

  it('RES-67 an FAQ-only session held by an agent is credited to the last assigned one', () => {
    expect(projectSession([faqOpening, click(1, at(0)), assigned(1, 'A')])?.creditedAgentId).toBe('A');
  });
});

it.each([
  ['2026-03-02T15:59:59.999Z', '2026-03-02'],
  ['2026-03-02T16:00:00.000Z', '2026-03-03'],
])('MET-10 opened %s belongs to %s, the date in the shop zone', (openedAt, date) => {
  expect(projectSession([started({ openedAt })])?.businessDate).toBe(date);
});

it('INV-5 the order of arrival and repeated facts change nothing', () => {
  const facts = [
    faqOpening,
    click(1, at(0)),
    answer(2, at(0)),
    assigned(1, 'A'),
    message(3, 'BUYER', at(5)),
    assigned(2, 'B'),
    message(4, 'AGENT', at(9)),
    message(5, 'AGENT', at(10)),
  ];
  const expected = projectSession(facts);
  fc.assert(
    fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), fc.subarray(facts), (shuffled, repeated) => {
      expect(projectSession([...repeated, ...shuffled])).toEqual(expected);
    }),
  );
});

it('INV-5 facts that come before their opening wait for it', () => {
  expect(projectSession([message(2, 'AGENT', at(1))])).toBeUndefined();
});
