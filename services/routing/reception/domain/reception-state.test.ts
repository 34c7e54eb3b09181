import { settings } from '../../flight/domain/example-shop';
import { closedNotice, receptionAt } from './reception-state';

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
