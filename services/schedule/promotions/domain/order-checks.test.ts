import { parseOrderChecks, usualOrderChecks } from './order-checks';

it('STF-22 the usual timetable leaves out no order until 18:00', () => {
  const [first, ...others] = usualOrderChecks;
  expect(first).toEqual({ at: 510, covers: { start: 0, end: 180 } });
  expect(usualOrderChecks.map(({ at }) => at / 60)).toEqual([8.5, 10.5, 12, 14, 16, 18]);
  expect(others.map(({ covers }) => covers.start)).toEqual(usualOrderChecks.slice(0, -1).map(({ covers }) => covers.end));
});

it('STF-22 a timetable as the warehouse wants it, in order', () => {
  const typed = [
    { at: '20:00', from: '18:00', to: '20:00' },
    { at: '09:00', from: '00:00', to: '03:00' },
  ];
  expect(parseOrderChecks(typed)).toEqual([
    { at: 540, covers: { start: 0, end: 180 } },
    { at: 1_200, covers: { start: 1_080, end: 1_200 } },
  ]);
  expect(parseOrderChecks([])).toEqual([]);
});

it.each([
  [{ at: '24:00', from: '00:00', to: '03:00' }, 'orderChecks.1.at'],
  [{ from: '00:00', to: '03:00' }, 'orderChecks.1.at'],
  [{ at: '09:00', from: '00:00', to: '03:00' }, 'orderChecks.1.at'],
  [{ at: '10:00', from: '3', to: '09:00' }, 'orderChecks.1.from'],
  [{ at: '10:00', from: '03:00', to: '03:00' }, 'orderChecks.1.to'],
  [{ at: '10:00', from: '03:00', to: '10:01' }, 'orderChecks.1.to'],
])('STF-22 refuses %j', (check, field) => {
  expect(parseOrderChecks([{ at: '09:00', from: '00:00', to: '03:00' }, check])).toMatchObject({ code: 'INVALID_TIME', field });
});
