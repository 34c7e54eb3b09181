import { isDate } from '#libs/calendar/index';
import { isRefusal, refuse, type Refusal } from '#libs/platform/errors';
import type { ScriptContent, ScriptTier } from './script';
import { parseVariables } from './script-placeholders';
import { expectWriter, type Viewer } from './viewer';

/** What a save says of a script. Absent means as before (RES-84); null stands for none where there can be none, else for as before. */
export interface ScriptChange {
  readonly tier?: ScriptTier | null | undefined;
  readonly department?: string | null | undefined;
  readonly categoryId?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly text?: string | null | undefined;
  readonly images?: readonly string[] | null | undefined;
  readonly keywords?: readonly string[] | null | undefined;
  readonly validFrom?: string | null | undefined;
  readonly validUntil?: string | null | undefined;
  readonly offered?: boolean | null | undefined;
}

/** A script after a change, or a new one, which is personal unless it says otherwise. Whether its category exists is the caller's to look at. */
export function changeScript(before: ScriptContent | null, change: ScriptChange, writer: Viewer): ScriptContent | Refusal {
  const title = change.title ?? before?.title;
  if (title === undefined) return wrong('title', 'what it is found by, in 1 to 100 characters');
  const shelf = shelfOf(before, change, writer);
  if (isRefusal(shelf)) return shelf;
  const said = saidIn(before, change);
  if (isRefusal(said)) return said;
  const dates = datesOf(before, change);
  if (isRefusal(dates)) return dates;
  return {
    ...shelf,
    ...said,
    ...dates,
    title,
    categoryId: orBefore(change.categoryId, before?.categoryId ?? null),
    keywords: listOf(change.keywords, before?.keywords),
  };
}

type Shelf = Pick<ScriptContent, 'tier' | 'ownerId' | 'department' | 'offered'>;

/** Where it stands; who changes it may write there. That it may write where the script stood before, the caller has looked at. */
function shelfOf(before: ScriptContent | null, change: ScriptChange, writer: Viewer): Shelf | Refusal {
  const tier = change.tier ?? before?.tier ?? 'PERSONAL';
  const department = tier === 'DEPARTMENT' ? (change.department ?? before?.department ?? writer.department) : null;
  const ownerId = tier === 'PERSONAL' ? (before?.ownerId ?? writer.accountId) : null;
  const offered = tier === 'PERSONAL' && (change.offered ?? before?.offered ?? false);
  const shelf = { tier, ownerId, department, offered };
  const allowed = expectWriter(writer, shelf);
  if (isRefusal(allowed)) return allowed;
  return tier === 'DEPARTMENT' && department === null
    ? wrong('department', 'the name of a department, since your account has none')
    : shelf;
}

function saidIn(before: ScriptContent | null, change: ScriptChange): Pick<ScriptContent, 'text' | 'images'> | Refusal {
  const written = orBefore(change.text, before?.text ?? null);
  const text = written === null ? null : parseVariables(written, 'text');
  if (isRefusal(text)) return text;
  const images = listOf(change.images, before?.images);
  return text === null && images.length === 0 ? wrong('text', 'a text, or at least one image') : { text, images };
}

function datesOf(before: ScriptContent | null, change: ScriptChange): Pick<ScriptContent, 'validFrom' | 'validUntil'> | Refusal {
  const dates = {
    validFrom: orBefore(change.validFrom, before?.validFrom ?? null),
    validUntil: orBefore(change.validUntil, before?.validUntil ?? null),
  };
  for (const field of ['validFrom', 'validUntil'] as const) {
    const date = dates[field];
    if (date !== null && !(/^\d{4}-\d\d-\d\d$/.test(date) && isDate(date)))
      return refuse('INVALID_RANGE', 'This is no date.', { field, expected: 'a date of the calendar as YYYY-MM-DD' });
  }
  const { validFrom, validUntil } = dates;
  if (validFrom !== null && validUntil !== null && validUntil < validFrom)
    return refuse('INVALID_RANGE', 'The script would never be valid.', { field: 'validUntil', expected: `${validFrom} or later` });
  return dates;
}

const orBefore = <T>(given: T | null | undefined, before: T | null): T | null => (given === undefined ? before : given);

const listOf = (given: readonly string[] | null | undefined, before: readonly string[] = []): readonly string[] =>
  given === undefined ? before : [...new Set(given)];

const wrong = (field: string, expected: string): Refusal => refuse('BAD_USER_INPUT', `${field} is missing.`, { field, expected });
