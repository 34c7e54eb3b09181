import { buyersQueue, fewSlots, slowerFor } from './rules-warnings';

it('RTE-56 crowds that come first are advised against while others queue already', () => {
  expect(buyersQueue(3)).toEqual([
    { code: 'BUYERS_QUEUE', message: '3 buyers queue now: crowds that come first make the others wait longer.', field: null },
  ]);
  expect(buyersQueue(0)).toEqual([]);
});

it('RTE-28 who makes agents take new sessions more slowly while buyers queue is told', () => {
  expect(slowerFor(2, 'assignmentRate')).toMatchObject([{ code: 'BUYERS_QUEUE', field: 'assignmentRate' }]);
  expect(slowerFor(0, 'assignmentRate')).toEqual([]);
});

it('RTE-25 sessions that take more slots than agents have are told, and an agent without limit has enough', () => {
  const warned = fewSlots([{ status: 'AFTER_SALES', slots: 3 }], [{ maxCapacity: 2 }, { maxCapacity: 3 }, { maxCapacity: null }]);
  expect(warned).toMatchObject([{ code: 'LOW_CAPACITY', field: 'workUnits', message: expect.stringMatching(/^1 agents/) as string }]);
  expect(fewSlots([], [{ maxCapacity: 1 }])).toEqual([]);
});
