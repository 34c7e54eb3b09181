import { effectiveFrom } from './effective-from';

const zone = 'Asia/Shanghai';
const now = new Date('2026-03-02T06:00:00Z');

describe('RES-52 when a version acts', () => {
  it.each([
    ['at once', null, '2026-03-02T06:00:00.000Z'],
    ['from local midnight of a date', '2026-03-09', '2026-03-08T16:00:00.000Z'],
    ['from an instant', '2026-03-09T08:00:00+08:00', '2026-03-09T00:00:00.000Z'],
    ['from this very instant', '2026-03-02T06:00:00Z', '2026-03-02T06:00:00.000Z'],
  ])('%s', (_title, text, expected) => {
    expect(effectiveFrom(text, zone, now)).toEqual({ at: new Date(expected), wasPast: false });
  });

  it('RES-48 from the end of a gap when the date has no midnight', () => {
    expect(effectiveFrom('2027-04-30', 'Africa/Cairo', now)).toMatchObject({ at: new Date('2027-04-29T22:00:00.000Z') });
  });
});

it.each(['2026-03-02', '2026-03-02T05:59:59.999Z', '1999-01-01'])('SCH-11 %s has begun already: at once', (text) => {
  expect(effectiveFrom(text, zone, now)).toEqual({ at: now, wasPast: true });
});

it.each([
  ['tomorrow', 'INVALID_TIME'],
  ['<img src=x>', 'INVALID_TIME'],
  ['', 'INVALID_TIME'],
  ['2026-3-9', 'INVALID_TIME'],
  ['2026-03-09 08:00', 'INVALID_TIME'],
  ['2026-03-09T25:00:00Z', 'INVALID_TIME'],
  ['2026-03-09T08:00:00', 'INVALID_TIME'],
  ['２０２６-03-09', 'INVALID_TIME'],
  ['9999-12-31T23:59:59-01:00', 'INVALID_TIME'],
  ['2026-02-30', 'INVALID_RANGE'],
  ['2026-02-30T08:00:00Z', 'INVALID_RANGE'],
  ['2026-13-01T00:00:00Z', 'INVALID_RANGE'],
])('RES-54 %s is refused with its field', (text, code) => {
  const message = code === 'INVALID_TIME' ? 'This is no instant and no date.' : 'There is no such date.';
  expect(effectiveFrom(text, zone, now)).toMatchObject({ outcome: 'refused', code, field: 'effectiveFrom', message });
});
