import { between } from './example-volume';
import { changeDays, type TypedDay, type VolumeDay } from './volume-day';

const today = '2026-03-02';
const counts = between('10:00', '12:00', 3);
const change = (typed: readonly TypedDay[], stored: readonly VolumeDay[] = []) => changeDays(stored, typed, today);

it('SCH-23 a date keeps what it is told; what is not told is not known', () => {
  const unknown = { replies: null, meanReplyMs: null, rated: null, satisfied: null, complaints: null };
  expect(change([{ date: '2026-03-01', consultations: counts }])).toEqual([{ date: '2026-03-01', consultations: counts, ...unknown }]);
});

it('RES-84 absent numbers stay, null ones are not known any more', () => {
  const [day] = change([
    { date: '2026-03-01', consultations: counts, rated: counts, satisfied: counts, complaints: counts },
  ]) as VolumeDay[];
  expect(change([{ date: '2026-03-01', complaints: null }], [day!])).toEqual([{ ...day, complaints: null }]);
});

it.each([
  ['2026-03-02', 'today is not over'],
  ['2026-02-29', 'no calendar has it'],
  ['2024-02-18', 'it would be forgotten at once'],
  [null, 'it is missing'],
  ['1.3.2026', 'it is no date'],
])('RES-54 the date %s is refused: %s', (date, _because) => {
  expect(
    change([
      { date: '2026-03-01', consultations: counts },
      { date, consultations: counts },
    ]),
  ).toMatchObject({
    code: 'INVALID_RANGE',
    field: 'days.1.date',
    expected: 'a date from 2024-02-19 to 2026-03-01',
  });
});

it('the first and the last date that can be told are taken', () => {
  const dates = ['2024-02-19', '2026-03-01'];
  expect(change(dates.map((date) => ({ date, consultations: counts })))).toMatchObject(dates.map((date) => ({ date })));
});

it.each([
  [{ consultations: null }, 'days.0.consultations'],
  [{}, 'days.0.consultations'],
  [{ consultations: counts, replies: counts }, 'days.0.meanReplyMs'],
  [{ consultations: counts, satisfied: counts }, 'days.0.satisfied'],
  [{ consultations: counts, rated: between('10:00', '12:00', 2), satisfied: counts }, 'days.0.satisfied.20'],
])('numbers that do not fit each other are refused: %#', (numbers, field) => {
  expect(change([{ date: '2026-03-01', ...numbers }])).toMatchObject({ code: 'BAD_USER_INPUT', field });
});

it('a date that is named twice is refused', () => {
  const day = { date: '2026-03-01', consultations: counts };
  expect(change([day, day])).toMatchObject({ code: 'OVERLAPPING_EXCEPTION', field: 'days.1.date' });
});
