import { isAhead, isHoliday, requestHoliday, type HolidayMode } from './holiday-mode';

const at = (time: string): Date => new Date(`2026-03-02T${time}:00.000Z`);
const text = (time: string): string => at(time).toISOString();
const noon: HolidayMode = { from: text('12:00'), to: text('14:00'), reason: 'stocktaking' };

describe('holiday mode', () => {
  it('SCH-28 is on from an instant until before another', () => {
    expect([at('11:59'), at('12:00'), at('13:59'), at('14:00')].map((instant) => isHoliday(noon, instant))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([at('11:59'), at('13:59'), at('14:00')].map((instant) => isAhead(noon, instant))).toEqual([true, true, false]);
    expect(isHoliday({ ...noon, to: null }, new Date('2036-03-02T12:00:00Z'))).toBe(true);
  });

  it('SCH-28 begins now and has no end unless told otherwise', () => {
    expect(requestHoliday(null, { on: true }, at('10:00'))).toEqual({ from: text('10:00'), to: null, reason: null });
    const wanted = { on: true, from: at('12:00'), to: at('14:00'), reason: 'stocktaking' };
    expect(requestHoliday(null, wanted, at('10:00'))).toEqual(noon);
  });

  it('RES-77 may begin in the past', () => {
    expect(requestHoliday(null, { on: true, from: at('08:00') }, at('10:00'))).toEqual({ from: text('08:00'), to: null, reason: null });
  });

  it('as a pause lasts some minutes from now', () => {
    expect(requestHoliday(noon, { on: true, pauseMinutes: 30 }, at('10:00'))).toEqual({
      from: text('10:00'),
      to: text('10:30'),
      reason: null,
    });
  });

  it('RES-77 that is ended keeps what has been of it; what had not begun was none', () => {
    expect(requestHoliday(noon, { on: false }, at('13:00'))).toEqual({ ...noon, to: text('13:00') });
    expect(requestHoliday({ ...noon, to: null }, { on: false }, at('13:00'))).toEqual({ ...noon, to: text('13:00') });
    expect(requestHoliday(noon, { on: false }, at('11:00'))).toBeNull();
    expect(requestHoliday(noon, { on: false }, at('12:00'))).toBeNull();
    expect(requestHoliday(noon, { on: false }, at('14:00'))).toBe(noon);
    expect(requestHoliday(null, { on: false }, at('14:00'))).toBeNull();
  });

  it.each([
    ['an end before the beginning', { on: true, from: at('12:00'), to: at('11:00') }, 'to'],
    ['an end at the beginning', { on: true, from: at('12:00'), to: at('12:00') }, 'to'],
    ['an end that has been', { on: true, to: at('10:00') }, 'to'],
    ['a pause with an end of its own', { on: true, pauseMinutes: 5, to: at('12:00') }, 'pauseMinutes'],
    ['off with a time', { on: false, from: at('12:00') }, 'on'],
  ])('with %s is refused', (_what, wanted, field) => {
    expect(requestHoliday(noon, wanted, at('10:00'))).toMatchObject({ outcome: 'refused', code: 'BAD_USER_INPUT', field });
  });
});
