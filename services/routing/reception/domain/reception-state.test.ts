import { cst, office, version } from '#libs/calendar/example-rules';
import { settings } from '../../flight/domain/example-shop';
import { closedNotice, holdsAt, receptionAt, receptionRules } from './reception-state';

const at = new Date('2026-03-02T10:00:00.000Z');

it('SCH-18 a closed shop that never opened has a notice of its own', () => {
  const state = receptionAt(
    receptionRules(settings({}, { holidayMode: { from: new Date('2026-03-01T00:00:00.000Z'), to: null } }), [], null),
    at,
  );
  expect(state).toMatchObject({ open: false, until: null, nextOpeningAt: null });
  expect(closedNotice(state)).toMatchObject({ period: '2026-03-01T00:00:00.000Z', nextOpeningAt: null });
});

it('an opening beyond the year 9999 is none: no database and no event can write it', () => {
  const holidayMode = { from: new Date('2026-03-01T00:00:00.000Z'), to: new Date(Date.UTC(10_000, 0, 1)) };
  expect(receptionAt(receptionRules(settings({}, { holidayMode }), [], null), at)).toMatchObject({
    open: false,
    until: null,
    nextOpeningAt: null,
  });
});

it('SCH-15 the hours that a closed shop tells change with the date, though it stays closed', () => {
  const closures = [{ name: '盘点', from: '2026-03-03', to: '2026-03-03' }];
  const versions = [{ ...version(office), closures }];
  const evening = receptionAt(receptionRules(settings(), versions, null), cst('2026-03-02T20:00:00'));
  expect(evening).toMatchObject({ open: false, until: cst('2026-03-04T10:00:00'), hours: { zh: expect.stringContaining('周一至周五') } });
  expect([holdsAt(evening, cst('2026-03-02T23:59:59')), holdsAt(evening, cst('2026-03-03T00:00:00'))]).toEqual([true, false]);
  const inventory = receptionAt(receptionRules(settings(), versions, null), cst('2026-03-03T11:00:00'));
  expect(closedNotice(inventory)).toEqual({
    period: closedNotice(evening).period,
    nextOpeningAt: cst('2026-03-04T10:00:00'),
    hours: { zh: '3月3日休息(盘点)', en: 'closed Mar 3 (盘点)' },
  });
});

it('INV-4 who decides is looked at again where an override or a version ends, though the shop stays open', () => {
  const override = { open: true, from: cst('2026-03-02T12:00:00'), to: cst('2026-03-02T13:00:00'), reason: 'Rush' };
  const versions = [version(office), version(office, 2, cst('2026-03-02T14:00:00'))];
  const state = (time: string) => receptionAt(receptionRules(settings(), versions, override), cst(`2026-03-02T${time}`));
  const [forced, usual, newer] = [state('12:30:00'), state('13:00:00'), state('14:00:00')];
  expect([forced, usual, newer]).toMatchObject([
    { open: true, override, scheduleVersion: 1 },
    { open: true, override: null, scheduleVersion: 1 },
    { open: true, override: null, scheduleVersion: 2 },
  ]);
  expect([forced, usual].map((each) => each.ruledUntil)).toEqual([cst('2026-03-02T13:00:00'), cst('2026-03-02T14:00:00')]);
  expect([holdsAt(forced, cst('2026-03-02T12:59:59')), holdsAt(forced, cst('2026-03-02T13:00:00'))]).toEqual([true, false]);
  const holidayMode = { from: cst('2026-03-02T12:15:00'), to: null };
  expect(receptionAt(receptionRules(settings({}, { holidayMode }), versions, override), cst('2026-03-02T12:30:00'))).toMatchObject({
    open: false,
    override: null,
  });
});
