import type { Shift } from '../../roster/domain/shift';
import { readColumns } from './columns';
import { fitRows } from './fit-rows';
import { isProblem, readRow } from './row';

const columns = readColumns(['班次ID', 'agent', '日期', 'start', 'end', 'note']);
if ('outcome' in columns) throw new Error(columns.expected);
const accounts: Readonly<Record<string, readonly string[]>> = { A: ['A'], B: ['B'], 同名: ['A', 'B'], gone: ['gone'] };
const reader = {
  columns,
  isId: (id: string) => id.length <= 2,
  isNote: (note: string) => note.length <= 5,
  accountsNamed: (name: string) => accounts[name] ?? [],
};
const agents = new Map(['A', 'B', 'gone'].map((id) => [id, { id, names: [id], works: id !== 'gone' }]));
const standing = (id: string, start: number, end: number, more: Partial<Shift> = {}): Shift => ({
  ...{ id, agentId: 'A', date: '2026-03-02', start, end, groupId: null, note: null },
  ...more,
});

/** What becomes of rows, each as a line of a file from its second one on. */
function fit(lines: readonly string[], shifts: readonly Shift[] = [], zone = 'Asia/Shanghai') {
  const read = lines.map((line, index) => readRow(reader, index + 2, line.split(',')));
  let no = 0;
  const newId = () => `n${(no += 1)}`;
  const good = read.flatMap((one) => (isProblem(one) ? [] : [one]));
  const { saved, unchanged, problems } = fitRows({ zone, today: '2026-03-02', shifts, agents, columns: reader.columns, newId }, good);
  return {
    saved: saved.map(({ row, shift }) => [row, shift.id, shift.start]),
    unchanged,
    problems: [...read.filter(isProblem), ...problems].map(({ row, column, code }) => [row, column, code]),
  };
}

it.each([
  [',,2026-03-02,10:00,19:00', 'agent', 'BAD_USER_INPUT'],
  [',nobody,2026-03-02,10:00,19:00', 'agent', 'ACCOUNT_NOT_FOUND'],
  [',同名,2026-03-02,10:00,19:00', 'agent', 'BAD_USER_INPUT'],
  [',gone,2026-03-02,10:00,19:00', 'agent', 'NOT_AN_AGENT'],
  [',A,2026-02-30,10:00,19:00', '日期', 'INVALID_RANGE'],
  [',A,,10:00,19:00', '日期', 'INVALID_RANGE'],
  [',A,2028-03-02,10:00,19:00', '日期', 'INVALID_RANGE'],
  [',A,2026-03-02,9点,19:00', 'start', 'INVALID_TIME'],
  [',A,2026-03-02,10:00,25:00', 'end', 'INVALID_TIME'],
  [',A,2026-03-02,10:00,10:00', 'end', 'INVALID_TIME'],
  [',A,2026-03-02', 'start', 'INVALID_TIME'],
  ['xxx,A,2026-03-02,10:00,19:00', '班次ID', 'BAD_USER_INPUT'],
  ['s9,A,2026-03-02,10:00,19:00', '班次ID', 'SHIFT_NOT_FOUND'],
  [',A,2026-03-02,10:00,19:00,too long', 'note', 'BAD_USER_INPUT'],
])('row %s: column %s is %s, and the others are right', (line, column, code) => {
  const { saved, problems } = fit([',B,2026-03-02,10:00,19:00', line, ',B,2026-03-03,10:00,19:00']);
  expect(problems).toEqual([[3, column, code]]);
  expect(saved.map(([row]) => row)).toEqual([2, 4]);
});

it('dates and times may be written as spreadsheets do', () => {
  expect(fit([',A,2026/3/2,9:00,19:00']).saved).toEqual([[2, 'n1', 540]]);
});

describe('two shifts at a time', () => {
  it('are wrong in the later of two rows, and beside one that stands, over midnight too', () => {
    expect(fit([',A,2026-03-02,22:00,06:00', ',A,2026-03-03,05:00,10:00']).problems).toEqual([[3, null, 'DOUBLE_BOOKING']]);
    expect(fit([',A,2026-03-03,05:00,10:00'], [standing('s1', 1_320, 360)]).problems).toEqual([[2, null, 'DOUBLE_BOOKING']]);
    expect(fit([',A,2026-03-03,06:00,10:00'], [standing('s1', 1_320, 360)]).problems).toEqual([]);
  });

  it('may change places, as the rows together stand', () => {
    const shifts = [standing('s1', 600, 840), standing('s2', 840, 1_140)];
    expect(fit(['s1,A,2026-03-02,14:00,19:00', 's2,A,2026-03-02,10:00,14:00'], shifts)).toEqual({
      ...{
        saved: [
          [2, 's1', 840],
          [3, 's2', 600],
        ],
        unchanged: 0,
        problems: [],
      },
    });
  });

  it('a row that cannot move its shift leaves it in the way of others', () => {
    const shifts = [standing('s1', 600, 840), standing('s2', 1_200, 1_260)];
    const { saved, problems } = fit(['s1,A,2026-03-02,20:00,22:00', ',A,2026-03-02,10:00,14:00', ',B,2026-03-02,10:00,14:00'], shifts);
    expect(problems).toEqual([
      [2, null, 'DOUBLE_BOOKING'],
      [3, null, 'DOUBLE_BOOKING'],
    ]);
    expect(saved).toEqual([[4, 'n2', 600]]);
  });
});

describe('a row means a shift that stands', () => {
  it('by its id, once', () => {
    const { saved, problems } = fit(['s1,B,2026-03-03,08:00,09:00', 's1,B,2026-03-04,08:00,09:00'], [standing('s1', 600, 840)]);
    expect([saved, problems]).toEqual([[[2, 's1', 480]], [[3, null, 'BAD_USER_INPUT']]]);
  });

  it('by its agent, date and times: nothing changes, or only its note', () => {
    const shifts = [standing('s1', 600, 840)];
    expect(fit([',A,2026-03-02,10:00,14:00'], shifts)).toEqual({ saved: [], unchanged: 1, problems: [] });
    expect(fit([',A,2026-03-02,10:00,14:00,late'], shifts)).toEqual({ saved: [[2, 's1', 600]], unchanged: 0, problems: [] });
  });
});

it('a shift is read as the clocks show it when they go back', () => {
  // Berlin, 2026-10-25: 02:30 comes twice, and the first is meant (RES-48).
  const shifts = [standing('s1', 1_320, 150, { date: '2026-10-24' })];
  expect(fit([',A,2026-10-25,02:30,06:00'], shifts, 'Europe/Berlin').problems).toEqual([]);
  expect(fit([',A,2026-10-25,02:29,06:00'], shifts, 'Europe/Berlin').problems).toEqual([[2, null, 'DOUBLE_BOOKING']]);
});
