import { dateRange } from './date-range';

describe('RES-65 a report covers business dates of the shop zone', () => {
  const justAfterMidnight = new Date('2026-03-01T16:00:00Z');

  it.each([
    ['TODAY', { from: '2026-03-02', to: '2026-03-02' }],
    ['YESTERDAY', { from: '2026-03-01', to: '2026-03-01' }],
    ['LAST_7_DAYS', { from: '2026-02-24', to: '2026-03-02' }],
    ['LAST_30_DAYS', { from: '2026-02-01', to: '2026-03-02' }],
  ] as const)('%s', (range, expected) => {
    expect(dateRange(range, 'Asia/Shanghai', justAfterMidnight)).toEqual(expected);
  });

  it('counts dates, not 24-hour steps, across a change of the clocks', () => {
    expect(dateRange('YESTERDAY', 'America/New_York', new Date('2026-03-09T04:30:00Z'))).toEqual({ from: '2026-03-08', to: '2026-03-08' });
  });
});
