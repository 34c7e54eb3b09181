import { businessDateAt } from '#libs/calendar/index';
import { granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import { isId } from '#libs/platform/process/ids';
import { isVisible, storable } from '#libs/platform/visible-text';
import type { Deps } from '../../deps';
import { expectRevision } from '../../drafts/domain/expect-revision';
import { inKnownShop, type InShop } from '../../hours/app/in-known-shop';
import { awaitAgents } from '../../roster/app/await-agents';
import { changeRoster } from '../../roster/app/change-roster';
import { awayOf } from '../../roster/app/save-shifts';
import { dateAfter } from '../../roster/domain/dates';
import type { RosterAgent } from '../../roster/domain/roster-agent';
import type { Shift } from '../../roster/domain/shift';
import { loadRosterAgents } from '../../roster/store/roster-agents';
import { loadRosterHead } from '../../roster/store/rosters';
import { shiftsBetween, shiftsWithIds } from '../../roster/store/shifts';
import { fitRows, type FittedRows } from '../domain/fit-rows';
import { isProblem, readRow, type RowProblem, type ShiftRow } from '../domain/row';
import { readCsv, type CsvRows } from './read-csv';

export interface ImportShiftsInput extends CommandInput {
  readonly csv: string;
  /** Whether nothing is saved when a row is wrong; else the others are. */
  readonly allOrNothing: boolean;
  readonly expectedRevision?: number | null | undefined;
}

export interface ImportedShifts {
  readonly isSaved: boolean;
  readonly saved: number;
  readonly unchanged: number;
  readonly revision: number;
  readonly problems: RowProblem[];
  /** Rows whose agents are away on their dates. */
  readonly away: readonly string[];
}

/** Saves the shifts of a file and names every row that is wrong. */
export async function importShifts(deps: Deps, command: Command<ImportShiftsInput>): Promise<ImportedShifts> {
  const { csv, allOrNothing, expectedRevision } = command.input;
  const file = granted(readCsv(csv));
  await awaitAgents(deps, command.shopId, idsIn(file));
  return inKnownShop(deps, command, async (place) => {
    const { revision } = await loadRosterHead(place.tx, place.shopId);
    granted(expectRevision(revision, expectedRevision, 'roster'));
    const { saved: fitted, unchanged, problems } = await fit(deps, place, file);
    const isSaved = problems.length === 0 || !allOrNothing;
    const saved = (isSaved ? fitted : []).map(({ row, shift }) => ({ shift, fieldOf: () => `csv.${row}` }));
    const before = await shiftsWithIds(
      place.tx,
      place.shopId,
      saved.map(({ shift }) => shift.id),
    );
    return {
      isSaved,
      saved: saved.length,
      unchanged: isSaved ? unchanged : 0,
      revision: await changeRoster(deps, command, place, { saved, removed: [], before }),
      problems,
      away: await awayOf(place, saved),
    };
  });
}

async function fit(deps: Deps, place: InShop, { columns, rows }: CsvRows): Promise<FittedRows & { readonly problems: RowProblem[] }> {
  const { tx, shopId, shop, now } = place;
  const agents = await loadRosterAgents(tx, shopId);
  const reader = { columns, isId, isNote, accountsNamed: accountsNamed(agents) };
  const read = rows.map(({ row, cells }) => readRow(reader, row, cells));
  const good = read.filter((one): one is ShiftRow => !isProblem(one));
  const known = { zone: shop.timeZone, today: businessDateAt(now, shop.timeZone), agents, columns, newId: deps.newId };
  const { problems, ...fitted } = fitRows({ ...known, shifts: await shiftsAbout(place, good) }, good);
  return { ...fitted, problems: [...read.filter(isProblem), ...problems].sort((a, b) => a.row - b.row) };
}

/** The shifts that rows may meet: those of their dates and a day about them, as far as shifts are planned at all, and those they name. */
async function shiftsAbout({ tx, shopId }: InShop, rows: readonly ShiftRow[]): Promise<Shift[]> {
  const dates = rows.map(({ shift }) => shift.date).sort();
  if (dates.length === 0) return [];
  const about = await shiftsBetween(tx, shopId, dateAfter(dates[0]!, -1), dateAfter(dates.at(-1)!, 1));
  const found = new Set(about.map(({ id }) => id));
  const named = rows.flatMap(({ shift }) => (shift.id === null || found.has(shift.id) ? [] : [shift.id]));
  return [...about, ...(await shiftsWithIds(tx, shopId, [...new Set(named)]))];
}

const accountsNamed = (agents: ReadonlyMap<string, RosterAgent>) => {
  const byName = new Map<string, Set<string>>();
  for (const { id, names } of agents.values()) for (const name of names) byName.set(name, (byName.get(name) ?? new Set()).add(id));
  return (name: string): readonly string[] => [...(byName.get(name) ?? [])];
};

const isNote = (text: string): boolean => storable(text) && isVisible(text) && [...text].length <= 200;

function idsIn({ columns, rows }: CsvRows): string[] {
  const index = columns.get('agentId')?.index;
  return index === undefined ? [] : rows.map(({ cells }) => (cells[index] ?? '').trim()).filter(isId);
}
