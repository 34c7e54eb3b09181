import { anActiveSession, aSession, at } from '../../conversation/domain/example-session';
import type { Message, MessageType, Session } from '../../conversation/domain/session';
import { hintsOf, type HintTerms } from './hints';
import { noMarks } from './session-marks';

const terms: HintTerms = { language: 'zh', closingHintMinutes: 10 };
const kinds = (session: Session, now: string, of = terms, first: readonly Message[] = []) =>
  hintsOf(session, first, of, at(now)).map(({ kind }) => kind);

const solved = anActiveSession({
  marks: { ...noMarks, solved: { by: 'A', at: at('10:05:00') } },
  lastAgentMessageAt: null,
  waitingSince: null,
  lastMessageAt: at('10:04:00'),
});
const answered = anActiveSession({
  lastAgentMessageAt: at('10:05:00'),
  waitingSince: null,
  lastSender: 'AGENT',
  lastMessageAt: at('10:05:00'),
});

describe('hints to end', () => {
  test('SES-15 solved for ten minutes: end it', () => {
    expect(kinds(solved, '10:14:59')).toEqual([]);
    expect(hintsOf(solved, [], terms, at('10:15:00'))).toEqual([{ kind: 'END_SOLVED', since: at('10:15:00'), line: null }]);
  });

  test('SES-15 a word after the mark makes the ten minutes begin anew', () => {
    expect(kinds({ ...solved, lastMessageAt: at('10:09:00') }, '10:18:59')).toEqual([]);
    expect(kinds({ ...solved, lastMessageAt: at('10:09:00') }, '10:19:00')).toEqual(['END_SOLVED']);
  });

  test('SES-16 silence for ten minutes after the answer: the closing line is offered', () => {
    expect(kinds(answered, '10:14:59')).toEqual([]);
    expect(hintsOf(answered, [], terms, at('10:15:00'))).toMatchObject([
      { kind: 'CLOSING_LINE', since: at('10:15:00'), line: expect.stringContaining('以后遇到任何问题，欢迎随时联系我们') },
    ]);
    expect(hintsOf(answered, [], { ...terms, language: 'en' }, at('10:15:00'))[0]?.line).toContain('welcome to contact us');
  });

  test.each([
    ['the buyer waits', { ...answered, waitingSince: at('10:06:00') }, terms],
    ['the shop wants none', answered, { ...terms, closingHintMinutes: null }],
    ['it is ending', { ...answered, state: 'ENDING' as const }, terms],
    ['nobody has it', aSession(), terms],
  ])('SES-16 none while %s', (_why, session, of) => {
    expect(kinds(session, '12:00:00', of)).toEqual([]);
  });

  test('SES-16 the time is the shop’s', () => {
    expect(kinds(answered, '10:06:00', { ...terms, closingHintMinutes: 1 })).toEqual(['CLOSING_LINE']);
  });
});

describe('an unclear opening', () => {
  const said = (type: MessageType, text: string | null = null, sender: Message['sender'] = 'BUYER') => ({ sender, type, text }) as Message;
  const opened = (openingType: MessageType, over: Partial<Session> = {}) => anActiveSession({ openingType, ...over });
  const lineOf = (session: Session, first: readonly Message[]) => hintsOf(session, first, terms, at('10:00:00'))[0]?.line;

  test.each<[MessageType, string]>([
    ['IMAGE', '我能帮助你什么？'],
    ['EMOJI', '我能帮助你什么？'],
    ['PRODUCT_CARD', '你对这种商品有什么疑问？'],
    ['ORDER_CARD', '您对此订单有何疑问？'],
  ])('SES-17 only %s: a question is offered', (type, line) => {
    expect(hintsOf(opened(type), [said(type)], terms, at('10:00:00'))).toMatchObject([{ kind: 'ASK_ACTIVELY', line }]);
    expect(hintsOf(opened(type), [said(type)], { ...terms, language: 'en' }, at('10:00:00'))[0]?.line).toMatch(/\?$/);
  });

  test.each([
    ['a text stands beside it', opened('ORDER_CARD'), [said('ORDER_CARD', '订单 123'), said('TEXT', '什么时候到')]],
    ['the image has a caption', opened('IMAGE'), [said('IMAGE', '这个坏了')]],
    ['the agent has answered', opened('IMAGE', { lastAgentMessageAt: at('10:00:00') }), [said('IMAGE')]],
    ['the opening is a text', opened('TEXT'), [said('TEXT', '在吗')]],
    ['nobody has it yet', aSession({ openingType: 'IMAGE' }), [said('IMAGE')]],
  ])('SES-17 none when %s', (_why, session, first) => {
    expect(lineOf(session, first)).toBeUndefined();
  });

  test('SES-17 the title of a card, the name of an emoji and what the system says are none of the buyer’s words', () => {
    expect(lineOf(opened('PRODUCT_CARD'), [said('PRODUCT_CARD', '真丝衬衫')])).toBeDefined();
    expect(lineOf(opened('EMOJI'), [said('EMOJI', '微笑'), said('TEXT', '欢迎', 'AUTO')])).toBeDefined();
  });
});
