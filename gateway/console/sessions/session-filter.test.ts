import { filterVariables } from './session-filter';

const filter = { state: undefined, agentId: undefined, channel: undefined, text: undefined, unanswered: false, date: '2026-03-08' };

it('a date is the shop’s own day, as long as it is there', () => {
  expect(filterVariables(filter, 'Asia/Shanghai')).toMatchObject({
    openedFrom: '2026-03-07T16:00:00.000Z',
    openedBefore: '2026-03-08T16:00:00.000Z',
  });
  // The clocks go forward on this day there: it has 23 hours.
  expect(filterVariables(filter, 'America/New_York')).toMatchObject({
    openedFrom: '2026-03-08T05:00:00.000Z',
    openedBefore: '2026-03-09T04:00:00.000Z',
  });
});

it('says only what was chosen', () => {
  expect(filterVariables({ ...filter, date: '', state: 'CLOSED', unanswered: true }, 'Asia/Shanghai')).toEqual({
    states: ['CLOSED'],
    unanswered: true,
  });
});
