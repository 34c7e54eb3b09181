import fc from 'fast-check';
import type { SessionFact } from '../../facts/domain/session-fact';
import {
  always,
  answer,
  assigned,
  at,
  click,
  closed,
  common,
  session,
  day,
  faqOpening,
  message,
  project,
  started,
  transferred,
} from './example-session';

type Response = 'RESPONDED' | 'UNANSWERED' | 'PENDING' | 'EXCLUDED';

function response(facts: readonly SessionFact[], now: string, excludeFaqOnly = false): Response {
  const shop = project(facts, now, always({ faqOnlySessions: excludeFaqOnly ? 'EXCLUDE' : 'COUNT_AS_RESPONDED' }))?.added?.shop;
  if (!shop) throw new Error('the opening is missing');
  const counted = (['responded', 'unanswered', 'pending'] as const).filter((measure) => shop[measure] === 1);
  expect(counted.length).toBeLessThan(2);
  return (counted[0]?.toUpperCase() ?? 'EXCLUDED') as Response;
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
      expect(project(facts)).toEqual(project(story));
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
    expect(project(facts)?.creditedAgentId).toBe('A');
  });

  it('MET-11 unanswered: to the last assigned agent, by revision and not by arrival', () => {
    expect(project([started(), assigned(2, 'B'), assigned(1, 'A')])?.creditedAgentId).toBe('B');
  });

  it('RTE-62, MET-11 unanswered and transferred: to who has it last', () => {
    expect(project([started(), transferred(2, 'B'), assigned(1, 'A')])?.creditedAgentId).toBe('B');
  });

  it('MET-11 never assigned: to the shop only', () => {
    expect(project([started(), message(1, 'BUYER', at(0))])?.creditedAgentId).toBeNull();
  });

  it('MET-11 an assignment that met a closed session does not count: the buyer had left before', () => {
    expect(project([started(), assigned(1, 'A'), closed(null)])?.creditedAgentId).toBeNull();
    expect(project([started(), assigned(1, 'A'), closed('A')])?.creditedAgentId).toBe('A');
  });

  it('RES-67 an FAQ-only session held by an agent is credited to the last assigned one', () => {
    expect(project([faqOpening, click(1, at(0)), assigned(1, 'A')])?.creditedAgentId).toBe('A');
  });
});

it.each([
  ['2026-03-02T15:59:59.999Z', '2026-03-02'],
  ['2026-03-02T16:00:00.000Z', '2026-03-03'],
])('MET-10 opened %s belongs to %s, the date in the shop zone', (openedAt, date) => {
  expect(project([started({ openedAt })])?.businessDate).toBe(date);
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
  const expected = project(facts);
  fc.assert(
    fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), fc.subarray(facts), (shuffled, repeated) => {
      expect(project([...repeated, ...shuffled])).toEqual(expected);
    }),
  );
});

it('INV-5 facts that come before their opening wait for it', () => {
  expect(project([message(2, 'AGENT', at(1))])).toBeUndefined();
});
