import { weekAfter, windowOf, type TypedWindow } from './week-state';

const week: readonly TypedWindow[] = [
  { day: 'MONDAY', start: '09:00', end: '12:00' },
  { day: 'MONDAY', start: '13:30', end: '18:00' },
  { day: 'SUNDAY', start: '10:00', end: '16:00' },
];

it('adds, types and removes windows where they are', () => {
  const added = weekAfter(week, { type: 'ADD', day: 'FRIDAY' });
  const typed = weekAfter(added, { type: 'TYPE', index: 3, part: 'start', text: '9点' });
  expect(typed.at(3)).toEqual({ day: 'FRIDAY', start: '9点', end: '' });
  expect(weekAfter(typed, { type: 'REMOVE', index: 1 }).map(({ day, start }) => `${day} ${start}`)).toEqual([
    'MONDAY 09:00',
    'SUNDAY 10:00',
    'FRIDAY 9点',
  ]);
});

it('copies a day over others, whose windows go', () => {
  const copied = weekAfter(week, { type: 'COPY', day: 'MONDAY', to: ['TUESDAY', 'SUNDAY'] });
  expect(copied.filter(({ day }) => day === 'SUNDAY')).toEqual([
    { day: 'SUNDAY', start: '09:00', end: '12:00' },
    { day: 'SUNDAY', start: '13:30', end: '18:00' },
  ]);
  expect(copied).toHaveLength(6);
});

it.each([
  ['weekly.0.start', { index: 0, part: 'start' }],
  ['input.weekly.12', { index: 12, part: undefined }],
  ['ranges.0.to', undefined],
  [undefined, undefined],
])('the server means by %j the window %j', (field, expected) => expect(windowOf(field)).toEqual(expected));
