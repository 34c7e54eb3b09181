import { type AppError } from '#libs/platform/errors';
import { parseWeekly, weeklyTexts, type WindowText } from './windows';

const monday = (start: string, end: string): WindowText => ({ day: 'MONDAY', start, end });

const refusal = (run: () => unknown): Partial<AppError> => {
  try {
    run();
  } catch (error) {
    return error as AppError;
  }
  throw new Error('nothing was refused');
};

describe('SCH-7 wrong times are refused with the field named', () => {
  it.each([
    [monday('9点', '18:00'), 'weekly.0.start'],
    [monday('25:00', '18:00'), 'weekly.0.start'],
    [monday('09:00', '18:60'), 'weekly.0.end'],
    [monday('09:00', ''), 'weekly.0.end'],
    [monday('24:00', '02:00'), 'weekly.0.start'],
  ])('%j', (window, field) => {
    expect(refusal(() => parseWeekly([window]))).toMatchObject({ code: 'INVALID_TIME', field });
  });
});

it('SCH-8 start = end is refused; an end before the start runs past midnight', () => {
  expect(refusal(() => parseWeekly([monday('10:00', '10:00')]))).toMatchObject({ code: 'INVALID_TIME' });
  expect(parseWeekly([monday('20:00', '02:00')])[0]).toEqual([{ start: 1_200, end: 120 }]);
});

it('SCH-6 windows of one day may not overlap, whatever their order', () => {
  const windows = [monday('11:00', '14:00'), monday('09:00', '12:00')];
  expect(refusal(() => parseWeekly(windows))).toMatchObject({ code: 'WINDOW_OVERLAP', field: 'weekly.0' });
});

it('RES-50 windows of different days may overlap in the night', () => {
  const windows: WindowText[] = [monday('20:00', '04:00'), { day: 'TUESDAY', start: '02:00', end: '08:00' }];
  expect(weeklyTexts(parseWeekly(windows))).toEqual(windows);
});
