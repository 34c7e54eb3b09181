import { changeHours } from './change-hours';
import type { WindowText } from './windows';

const monday: WindowText = { day: 'MONDAY', start: '09:00', end: '18:00' };
const before = { weekly: [[{ start: 540, end: 1_080 }], [], [], [], [], [], []], closedNotice: '接待时间{receptionHours}' };

describe('RES-84 a save changes what it names', () => {
  it('absent leaves hours and notice as they are', () => {
    expect(changeHours(before, {})).toEqual(before);
    expect(changeHours(before, { closedNotice: '{receptionHours}见' })).toEqual({ ...before, closedNotice: '{receptionHours}见' });
    expect(changeHours(before, { weekly: [] })).toEqual({ ...before, weekly: [[], [], [], [], [], [], []] });
  });

  it('null is no limit, and the default notice', () => {
    expect(changeHours(before, { weekly: null })).toEqual({ ...before, weekly: null });
    expect(changeHours(before, { closedNotice: null })).toEqual({ ...before, closedNotice: null });
  });

  it('before the first save there is no limit, and the default notice', () => {
    expect(changeHours(undefined, {})).toEqual({ weekly: null, closedNotice: null });
    expect(changeHours(undefined, { weekly: [monday] })).toEqual({ weekly: before.weekly, closedNotice: null });
  });
});

it.each([
  ['SCH-7', { weekly: [{ ...monday, start: '9点' }] }, 'INVALID_TIME', 'weekly.0.start'],
  ['SCH-15', { closedNotice: '休息' }, 'MISSING_HOURS', 'closedNotice'],
])('%s %j is refused', (_rule, change, code, field) => {
  expect(changeHours(before, change)).toMatchObject({ outcome: 'refused', code, field });
});
