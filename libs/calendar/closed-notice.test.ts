import { closedNotice, placeholdersIn, withKeptNames } from './closed-notice';

const timeZone = 'Asia/Shanghai';
const nextOpeningAt = new Date('2026-03-03T02:00:00.000Z');

describe('closedNotice', () => {
  test('SCH-14 SCH-15 our own text says closed, names the hours and invites a message', () => {
    const text = closedNotice(null, { receptionHours: '10:00-19:00', nextOpeningAt, timeZone });
    expect(text).toContain('不在工作时间');
    expect(text).toContain('10:00-19:00');
    expect(text).toContain('留言');
  });

  test('SCH-15 without regular hours it names the next opening, in the zone of the shop', () => {
    expect(closedNotice(null, { receptionHours: null, nextOpeningAt, timeZone })).toContain('下次接待时间为3月3日10:00');
  });

  test('SCH-15 without either it still says closed and invites', () => {
    expect(closedNotice(null, { receptionHours: null, nextOpeningAt: null, timeZone })).toMatch(/不在工作时间.*留言/);
  });

  test.each(['{receptionHours}', '{具体接待时间}', '{接待时间}'])('RES-58 the template of the shop is filled at %s', (name) => {
    expect(closedNotice(`休息中,${name}再来`, { receptionHours: '$&10:00-19:00', nextOpeningAt: null, timeZone })).toBe(
      '休息中,$&10:00-19:00再来',
    );
  });
});

describe('placeholders', () => {
  test('SCH-15 the next opening can be named by itself, beside the hours', () => {
    const text = '{接待时间},下次{nextOpening}';
    expect(closedNotice(text, { receptionHours: '10:00-19:00', nextOpeningAt, timeZone })).toBe('10:00-19:00,下次3月3日10:00');
    expect(closedNotice(text, { receptionHours: '10:00-19:00', nextOpeningAt: null, timeZone })).toBe('10:00-19:00,下次另行通知');
  });

  test('RES-58 are known by their names and their Chinese aliases; others are not', () => {
    expect(placeholdersIn('{receptionHours}{具体接待时间}{下次接待时间}{shop}{}')).toEqual({
      known: ['receptionHours', 'receptionHours', 'nextOpening'],
      unknown: ['shop', ''],
    });
    expect(withKeptNames('{具体接待时间} {nextOpening} {shop}')).toBe('{receptionHours} {nextOpening} {shop}');
  });
});
