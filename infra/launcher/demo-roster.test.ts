import { demoShifts } from './demo-roster';

const window = (start: string, end: string) => ({ start, end });
const shiftsOf = (...windows: readonly { start: string; end: string }[][]) =>
  demoShifts(
    windows.map((each, index) => ({ date: `2026-03-0${index + 1}`, windows: each })),
    ['1', '2'],
  ).map(({ agentId, date, start, end }) => `${date.slice(-1)} ${agentId} ${start}-${end}`);

it('STF-15 a long day is shared from its middle, over a pause too, and leaves no gap', () => {
  expect(shiftsOf([window('09:00', '12:00'), window('13:30', '21:00')], [window('08:00', '24:00')])).toEqual([
    '1 1 09:00-15:00',
    '1 2 15:00-21:00',
    '2 1 08:00-16:00',
    '2 2 16:00-24:00',
  ]);
});

it('agents take turns with short days; a closed one has nobody', () => {
  expect(shiftsOf([window('10:00', '16:00')], [window('10:00', '16:00')], [])).toEqual(['1 1 10:00-16:00', '2 2 10:00-16:00']);
});
