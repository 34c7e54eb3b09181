import { openSlots } from './open-slots';

const hoursOf = (open: readonly boolean[]): number[] => open.flatMap((isOpen, slot) => (isOpen ? [slot / 2] : []));
const closed = Array.from({ length: 6 }, () => []);

it('SCH-10 without a limit every half hour is open', () => {
  expect(openSlots(null)).toEqual(Array.from({ length: 336 }, () => true));
});

it('SCH-24 a half hour that is partly open is open; a window past midnight goes on, from Sunday to Monday too', () => {
  expect(hoursOf(openSlots([[{ start: 615, end: 705 }], ...closed]))).toEqual([10, 10.5, 11, 11.5]);
  expect(hoursOf(openSlots([...closed, [{ start: 1_410, end: 60 }]]))).toEqual([0, 0.5, 167.5]);
  expect(hoursOf(openSlots([[], ...closed]))).toEqual([]);
});
