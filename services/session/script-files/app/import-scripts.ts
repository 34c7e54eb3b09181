import { audit } from '#libs/platform/audit/audit';
import { readRecords } from '#libs/platform/csv/read-records';
import { granted, isRefusal, refuse, type Refusal } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { KnowledgeDeps } from '../../knowledge/app/in-locked-shop';
import { changeScript, type ScriptChange } from '../../scripts/domain/change-script';
import { noScripts, readScriptColumns, type ScriptColumns } from '../domain/csv-columns';
import type { Script, ScriptContent } from '../../scripts/domain/script';
import { readScriptText, type FileRow } from '../domain/script-text';
import { problemOf, readScriptRow, type RowProblem } from '../domain/script-row';
import type { ScriptCategory } from '../../scripts/domain/script-category';
import { expectWriter, sees } from '../../scripts/domain/viewer';
import { loadCategories } from '../../scripts/store/categories';
import { loadScripts } from '../../scripts/store/scripts';
import { scriptsTitled } from '../../scripts/store/titled-scripts';
import { inLibrary, writeScripts, type InLibrary } from '../../scripts/app/in-library';

export interface ImportScriptsInput extends CommandInput {
  /** The file, in one of the two forms. */
  readonly file: { readonly csv: string } | { readonly text: string };
  /** Whether nothing is saved when a row is wrong; else the others are. */
  readonly allOrNothing: boolean;
  /** Whether nothing is saved at all: only what would become of it is told. */
  readonly dryRun: boolean;
}

export interface ImportedScripts {
  readonly isSaved: boolean;
  readonly saved: number;
  readonly unchanged: number;
  readonly problems: readonly RowProblem[];
}

/** Whether what a row says has the form that a save asks for. */
export type CheckChange = (change: ScriptChange) => Refusal | true;

export const mostRows = 1_000;

/** Saves the scripts of a file and names every row that is wrong (KB-22). A row that says what stands changes nothing, so a file can be read twice. */
export function importScripts(deps: KnowledgeDeps, command: Command<ImportScriptsInput>, check: CheckChange): Promise<ImportedScripts> {
  const { allOrNothing, dryRun } = command.input;
  const file = granted('csv' in command.input.file ? readCsv(command.input.file.csv) : readText(command.input.file.text));
  return inLibrary(deps, command, async (place) => {
    const { saved, unchanged, problems } = await fit(deps, place, { file, check, by: command.caller.account });
    const isSaved = !dryRun && (problems.length === 0 || !allOrNothing);
    if (isSaved && saved.length > 0)
      writeScripts(
        place,
        saved.map(({ after }) => after),
        saved.filter(({ before }) => before === null).length,
      );
    const shared = isSaved && saved.some(({ after, before }) => after.tier !== 'PERSONAL' || (before && before.tier !== 'PERSONAL'));
    if (shared)
      audit(place.tx, command, {
        at: place.now,
        on: { kind: 'SCRIPT_LIBRARY', id: place.shopId },
        before: { saved: 0 },
        after: { saved: saved.length },
      });
    return { isSaved, saved: saved.length, unchanged, problems };
  });
}

function readCsv(csv: string): readonly FileRow[] | Refusal {
  const records = readRecords(csv);
  if (isRefusal(records)) return records;
  const [headings, ...rest] = records;
  const columns = headings ? readScriptColumns(headings) : noScripts('a first row with headings');
  if (isRefusal(columns)) return columns;
  const rows = rest.map((cells, index) => ({ row: index + 2, columns, cells }));
  return fewEnough(rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')));
}

const readText = (text: string): readonly FileRow[] | Refusal => fewEnough(readScriptText(text));

const fewEnough = (rows: readonly FileRow[]): readonly FileRow[] | Refusal =>
  rows.length > mostRows ? noScripts(`at most ${mostRows} rows`) : rows;

interface Fitted {
  readonly saved: { readonly before: Script | null; readonly after: Script }[];
  unchanged: number;
  readonly problems: RowProblem[];
}

async function fit(
  deps: KnowledgeDeps,
  place: InLibrary,
  { file, check, by }: { readonly file: readonly FileRow[]; readonly check: CheckChange; readonly by: string | null },
): Promise<Fitted> {
  const categories = await loadCategories(place.tx, place.shopId);
  const known = await meetScripts(place, file, categories);
  const fitted: Fitted = { saved: [], unchanged: 0, problems: [] };
  const named = new Set<string>();
  for (const { row, columns, cells } of file) {
    const met = meet(place, known, named, { columns, categories, cells, check });
    if (isRefusal(met)) {
      fitted.problems.push(problemOf(columns, row, met));
      continue;
    }
    const { before, content } = met;
    if (before && isSame(before, content)) fitted.unchanged += 1;
    else {
      const { id, version, position } = before ?? {
        id: deps.newId(),
        version: 0,
        position: place.library.lastPosition + fitted.saved.length + 1,
      };
      const after = { ...content, id, version: version + 1, position, changedAt: place.now, changedBy: by, deletedAt: null };
      fitted.saved.push({ before, after });
    }
  }
  return fitted;
}

/** The scripts that rows may mean: those with their ids and those with their titles, as far as they are seen. */
async function meetScripts(
  { tx, shopId, viewer }: InLibrary,
  rows: readonly FileRow[],
  categories: readonly ScriptCategory[],
): Promise<Script[]> {
  const read = rows.flatMap(({ columns, cells }) => {
    const one = readScriptRow(columns, categories, cells);
    return isRefusal(one) ? [] : [one];
  });
  const found = [
    ...(await loadScripts(tx, shopId, [...new Set(read.flatMap(({ id }) => (id !== null && isUuid(id) ? [id] : [])))])),
    ...(await scriptsTitled(tx, shopId, [...new Set(read.flatMap(({ change: { title } }) => title ?? []))])),
  ];
  return [...new Map(found.map((script) => [script.id, script])).values()].filter((each) => each.deletedAt === null && sees(viewer, each));
}

const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);

interface Met {
  readonly before: Script | null;
  readonly content: ScriptContent;
}

function meet(
  { viewer }: InLibrary,
  known: readonly Script[],
  named: Set<string>,
  asked: {
    readonly columns: ScriptColumns;
    readonly categories: readonly ScriptCategory[];
    readonly cells: readonly string[];
    readonly check: CheckChange;
  },
): Met | Refusal {
  const read = readScriptRow(asked.columns, asked.categories, asked.cells);
  if (isRefusal(read)) return read;
  const formed = asked.check(read.change);
  if (isRefusal(formed)) return formed;
  const byId = read.id === null ? null : (known.find(({ id }) => id === read.id) ?? undefined);
  if (byId === undefined)
    return refuse('SCRIPT_NOT_FOUND', 'You see no such script.', {
      field: 'scriptId',
      expected: 'the id of a script that you see, or nothing',
    });
  const asNew = byId ? null : changeScript(null, read.change, viewer);
  if (isRefusal(asNew)) return asNew;
  const before = byId ?? known.find((each) => asNew && !named.has(each.id) && nameOf(each) === nameOf(asNew)) ?? null;
  const content = before ? changeScript(before, read.change, viewer) : asNew!;
  if (isRefusal(content)) return content;
  const allowed = before ? expectWriter(viewer, before) : true;
  if (isRefusal(allowed)) return allowed;
  const name = before?.id ?? nameOf(content);
  if (named.has(name))
    return refuse('BAD_USER_INPUT', 'An earlier row says this script.', { field: 'title', expected: 'each script once' });
  named.add(name);
  return { before, content };
}

/** What a script is known by where a row has no id: whose it is, where it stands, and its title. */
const nameOf = ({ tier, ownerId, department, categoryId, title }: ScriptContent): string =>
  JSON.stringify([tier, ownerId, department, categoryId, title]);

const isSame = (script: Script, content: ScriptContent): boolean =>
  (Object.keys(content) as (keyof ScriptContent)[]).every((field) => JSON.stringify(script[field]) === JSON.stringify(content[field]));
