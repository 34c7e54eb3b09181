import { cst, office, version } from '#libs/calendar/example-rules';
import { settings } from '../../flight/domain/example-shop';
import { closedNotice, holdsAt, receptionAt } from './reception-state';

const at = new Date('2026-03-02T10:00:00.000Z');

it('SCH-18 a closed shop that never opened has a notice of its own', () => {
  const state = receptionAt(settings({}, { holidayMode: { from: new Date('2026-03-01T00:00:00.000Z'), to: null } }), [], null, at);
  expect(state).toMatchObject({ open: false, until: null, nextOpeningAt: null });
  expect(closedNotice(state)).toMatchObject({ period: '2026-03-01T00:00:00.000Z', nextOpeningAt: null });
});

it('an opening beyond the year 9999 is none: no database and no event can write it', () => {
  const holidayMode = { from: new Date('2026-03-01T00:00:00.000Z'), to: new Date(Date.UTC(10_000, 0, 1)) };
  expect(receptionAt(settings({}, { holidayMode }), [], null, at)).toMatchObject({ open: false, until: null, nextOpeningAt: null });
});

it('SCH-15 the hours that a closed shop tells change with the date, though it stays closed', () => {
  const closures = [{ name: '盘点', from: '2026-03-03', to: '2026-03-03' }];
  const versions = [{ ...version(office), closures }];
  const evening = receptionAt(settings(), versions, null, cst('2026-03-02T20:00:00'));
  expect(evening).toMatchObject({ open: false, until: cst('2026-03-04T10:00:00'), hours: { zh: expect.stringContaining('周一至周五') } });
  expect([holdsAt(evening, cst('2026-03-02T23:59:59')), holdsAt(evening, cst('2026-03-03T00:00:00'))]).toEqual([true, false]);
  const inventory = receptionAt(settings(), versions, null, cst('2026-03-03T11:00:00'));
  expect(closedNotice(inventory)).toEqual({
    period: closedNotice(evening).period,
    nextOpeningAt: cst('2026-03-04T10:00:00'),
    hours: { zh: '3月3日休息(盘点)', en: 'closed Mar 3 (盘点)' },
  });
});
