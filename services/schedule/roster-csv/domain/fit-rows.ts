import { isRefusal, refuse } from '#libs/platform/errors';
import { changeShifts } from '../../roster/domain/change-shifts';
import type { RosterAgent } from '../../roster/domain/roster-agent';
import { doubleBooked } from '../../roster/domain/refusals';
import { shiftTime, type Shift } from '../../roster/domain/shift';
import type { Columns } from './columns';
import { problemOf, type RowProblem, type ShiftRow } from './row';

/** The roster that a file's rows meet. */
export interface MetRoster {
  readonly zone: string;
  readonly today: string;
  /** Every shift on the dates of the rows and a day about them, and those that the rows name by their ids. */
  readonly shifts: readonly Shift[];
  readonly agents: ReadonlyMap<string, RosterAgent>;
  readonly columns: Columns;
  readonly newId: () => string;
}

export interface FittedRows {
  /** New and changed shifts. */
  readonly saved: readonly { readonly row: number; readonly shift: Shift }[];
  /** Rows that say what stands already. */
  readonly unchanged: number;
  readonly problems: readonly RowProblem[];
}

type Named = { readonly row: number; readonly shift: Shift };

/**
 * The rows that can be saved together, and what is wrong with the others. A row without an id that says the agent, date and times of a shift that stands and that no
 * other row names means that shift, so that a file can be read twice. Of two rows that put an agent in two places the later one is wrong.
 */
export function fitRows(met: MetRoster, rows: readonly ShiftRow[]): FittedRows {
  const known = new Map(met.shifts.map((shift) => [shift.id, shift]));
  const named = new Set(rows.map(({ shift }) => shift.id));
  const sameAs = new Map(met.shifts.filter(({ id }) => !named.has(id)).map((shift) => [placeOf(shift), shift.id]));
  const problems: RowProblem[] = [];
  const seen = new Set<string>();
  let good: Named[] = [];
  for (const { row, shift } of rows) {
    const id = shift.id ?? sameAs.get(placeOf(shift));
    const wrong = id === undefined ? undefined : idProblem(id, known, seen);
    const problem = wrong ?? refusalOf(met, { ...shift, id: id ?? 'new' });
    if (problem) problems.push(problemOf(met.columns, row, problem));
    else good.push({ row, shift: { ...shift, id: id ?? met.newId() } });
    if (id !== undefined) seen.add(id);
  }
  // A row that cannot be saved leaves its shift where it stands, which may be in the way of another one.
  for (let clashes = clashing(met, good); clashes.length > 0; clashes = clashing(met, good)) {
    problems.push(...clashes.map(({ row, refusal }) => problemOf(met.columns, row, refusal)));
    const out = new Set(clashes.map(({ row }) => row));
    good = good.filter(({ row }) => !out.has(row));
  }
  const saved = good.filter(({ shift }) => !isSame(known.get(shift.id), shift));
  return { saved, unchanged: good.length - saved.length, problems: problems.sort((a, b) => a.row - b.row) };
}

const placeOf = ({ agentId, date, start, end }: Omit<Shift, 'id'>): string => `${agentId} ${date} ${start} ${end}`;

const isSame = (one: Shift | undefined, other: Shift): boolean =>
  one !== undefined && placeOf(one) === placeOf(other) && one.groupId === other.groupId && one.note === other.note;

function idProblem(id: string, known: ReadonlyMap<string, Shift>, seen: ReadonlySet<string>) {
  if (!known.has(id))
    return refuse('SHIFT_NOT_FOUND', 'There is no such shift.', { field: 'id', expected: 'the id of a shift, or nothing' });
  return seen.has(id) ? refuse('BAD_USER_INPUT', 'The shift is named twice.', { field: 'row', expected: 'each shift once' }) : undefined;
}

/** What keeps a shift from being saved by itself. */
function refusalOf({ zone, today, agents }: MetRoster, shift: Shift) {
  const alone = changeShifts({ zone, today, shifts: [], agents }, { saved: [{ shift, fieldOf: (part) => part ?? 'row' }], removed: [] });
  return isRefusal(alone) ? alone : undefined;
}

/** Rows whose agents would be in two places: with a shift that stays, or with an earlier row. */
function clashing({ zone, shifts }: MetRoster, rows: readonly Named[]) {
  const moved = new Set(rows.map(({ shift }) => shift.id));
  const taken = new Map<string, { readonly shift: Shift; readonly start: Date; readonly end: Date }[]>();
  const take = (shift: Shift): Shift | undefined => {
    const list = taken.get(shift.agentId) ?? [];
    const { start, end } = shiftTime(zone, shift);
    const other = list.find((each) => each.start < end && start < each.end);
    if (!other) taken.set(shift.agentId, [...list, { shift, start, end }]);
    return other?.shift;
  };
  for (const shift of shifts) if (!moved.has(shift.id)) take(shift);
  return rows.flatMap(({ row, shift }) => {
    const other = take(shift);
    return other ? [{ row, refusal: doubleBooked(other, 'row') }] : [];
  });
}
