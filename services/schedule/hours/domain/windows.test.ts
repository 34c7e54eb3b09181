import { granted } from '#libs/platform/errors';
import { parseWeekly, weeklyTexts, type WeeklyText } from './windows';

const monday = (start: string, end: string): WeeklyText => ({ day: 'MONDAY', start, end });

describe('SCH-7 wrong times are refused with the field named', () => {
  it.each([
    [monday('9点', '18:00'), 'weekly.0.start'],
    [monday('25:00', '18:00'), 'weekly.0.start'],
    [monday('09:00', '18:60'), 'weekly.0.end'],
    [monday('09:00', ''), 'weekly.0.end'],
    [monday('24:00', '02:00'), 'weekly.0.start'],
  ])('%j', (window, field) => {
    const refused = parseWeekly([window]);
    expect(refused).toMatchObject({ outcome: 'refused', code: 'INVALID_TIME', field, message: 'This is no time of day for a window.' });
  });
});

it('SCH-8 start = end is refused; an end before the start runs past midnight', () => {
  expect(parseWeekly([monday('10:00', '10:00')])).toMatchObject({ outcome: 'refused', code: 'INVALID_TIME' });
  expect(granted(parseWeekly([monday('20:00', '02:00')]))[0]).toEqual([{ start: 1_200, end: 120 }]);
});

it('SCH-6 windows of one day may not overlap, whatever their order', () => {
  const windows = [monday('11:00', '14:00'), monday('09:00', '12:00')];
  expect(parseWeekly(windows)).toMatchObject({ outcome: 'refused', code: 'WINDOW_OVERLAP', field: 'weekly.0' });
});

it('RES-50 windows of different days may overlap in the night', () => {
  const windows: WeeklyText[] = [monday('20:00', '04:00'), { day: 'TUESDAY', start: '02:00', end: '08:00' }];
  expect(weeklyTexts(granted(parseWeekly(windows)))).toEqual(windows);
});
