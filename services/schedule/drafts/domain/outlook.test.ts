import { outlookOf } from './outlook';

const [ten, eleven] = [new Date('2026-03-03T02:00:00Z'), new Date('2026-03-03T03:00:00Z')];
const open = { open: true, nextChangeAt: ten };
const closed = { open: false, nextChangeAt: ten };

it.each([
  ['SCH-19', 'BECOME_LEFT_MESSAGES', open, closed],
  ['SCH-17', 'ARE_RECEIVED', closed, open],
  ['SCH-15', 'TOLD_ANOTHER_OPENING', closed, { open: false, nextChangeAt: eleven }],
  ['SCH-15', 'TOLD_ANOTHER_OPENING', closed, { open: false, nextChangeAt: null }],
  ['SCH-15', 'UNCHANGED', closed, { open: false, nextChangeAt: new Date(ten) }],
  ['SCH-19', 'UNCHANGED', open, { open: true, nextChangeAt: eleven }],
])('%s buyers who wait: %s', (_rule, outlook, before, after) => {
  expect(outlookOf(before, after)).toBe(outlook);
});
