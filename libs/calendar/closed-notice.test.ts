import { closedNotice, placeholdersIn, withKeptNames, type NoticeHours } from './closed-notice';

const nextOpeningAt = new Date('2026-03-03T02:00:00.000Z');
const notice = (template: string | null, hours: Partial<NoticeHours>): string =>
  closedNotice(template, { receptionHours: null, nextOpeningAt: null, timeZone: 'Asia/Shanghai', language: 'zh', ...hours });

describe('closedNotice', () => {
  test('SCH-14 SCH-15 our own text says closed, names the hours and the next opening, and invites a message', () => {
    expect(notice(null, { receptionHours: '10:00-19:00', nextOpeningAt })).toBe(
      '您好,现在不在工作时间,客服暂时无法回复。接待时间:10:00-19:00;下次接待时间:3月3日10:00。请届时再来,或先留言,我们上班后会尽快回复您。',
    );
  });

  test('SCH-14 SCH-15 the same in English, for shops whose buyers are spoken to in English', () => {
    expect(notice(null, { receptionHours: 'Mon–Fri 10:00-19:00', nextOpeningAt, language: 'en' })).toBe(
      'Hello, we are outside our working hours and cannot answer now. Reception hours: Mon–Fri 10:00-19:00; Next reception: Mar 3, 10:00. ' +
        'Please come back then, or leave a message: we answer as soon as we are back.',
    );
    expect(notice(null, { language: 'en' })).toMatch(/outside our working hours.*leave a message/);
    expect(notice('Back {receptionHours} ({nextOpening})', { language: 'en' })).toBe('Back to be announced (to be announced)');
  });

  test('SCH-15 without regular hours it names the next opening, in the zone of the shop', () => {
    expect(notice(null, { nextOpeningAt })).toContain('。下次接待时间:3月3日10:00。');
    expect(notice('{receptionHours}', { nextOpeningAt })).toBe('下次接待时间为3月3日10:00');
  });

  test('SCH-15 without either it still says closed and invites', () => {
    expect(notice(null, {})).toMatch(/不在工作时间.*留言/);
  });

  test.each(['{receptionHours}', '{具体接待时间}', '{接待时间}'])('RES-58 the template of the shop is filled at %s', (name) => {
    expect(notice(`休息中,${name}再来`, { receptionHours: '$&10:00-19:00' })).toBe('休息中,$&10:00-19:00再来');
  });
});

describe('placeholders', () => {
  test('SCH-15 the next opening can be named by itself, beside the hours', () => {
    const text = '{接待时间},下次{nextOpening}';
    expect(notice(text, { receptionHours: '10:00-19:00', nextOpeningAt })).toBe('10:00-19:00,下次3月3日10:00');
    expect(notice(text, { receptionHours: '10:00-19:00' })).toBe('10:00-19:00,下次另行通知');
  });

  test('RES-58 are known by their names and their Chinese aliases; others are not', () => {
    expect(placeholdersIn('{receptionHours}{具体接待时间}{下次接待时间}{shop}{}')).toEqual({
      known: ['receptionHours', 'receptionHours', 'nextOpening'],
      unknown: ['shop', ''],
    });
    expect(withKeptNames('{具体接待时间} {nextOpening} {shop}')).toBe('{receptionHours} {nextOpening} {shop}');
  });
});
