import { audit } from '#libs/platform/audit/audit';
import { granted, AppError } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { inKnownShop } from '../../hours/app/in-known-shop';
import { cnEdition } from '../domain/cn-table';
import { changeTable, type TableChange } from '../domain/parse-table';
import type { HolidaySource, HolidayTableRow } from '../store/holiday-table-table';
import { loadHolidays, saveHolidays, tableOf } from '../store/holiday-tables';
import { saveAnew } from './save-anew';

export interface SaveHolidayTableInput extends CommandInput, TableChange {
  readonly source?: HolidaySource | null | undefined;
}

/** Keeps a shop's own holidays, or goes back to the built-in ones. Hours that follow holidays are saved anew by the system. */
export const saveHolidayTable = (deps: Deps, command: Command<SaveHolidayTableInput>): Promise<{ readonly versions: readonly number[] }> =>
  inKnownShop(deps, command, async (place) => {
    const { tx, shopId, now } = place;
    const before = await loadHolidays(tx, shopId);
    const after = changed(before, command, now);
    saveHolidays(tx, after);
    const saved = await saveAnew(deps, place, 'The holiday table of the shop was changed.', command.trigger);
    const shown = (row: HolidayTableRow | undefined) => row && { source: row.source, ...yearsOf(row) };
    audit(tx, command, { at: now, on: { kind: 'HOLIDAY_TABLE', id: shopId }, before: shown(before) ?? null, after: shown(after) ?? null });
    await deps.outbox.append(tx, saved.events);
    return { versions: saved.versions.map(({ version }) => version) };
  });

function changed(
  before: HolidayTableRow | undefined,
  { shopId, input, caller }: Command<SaveHolidayTableInput>,
  now: Date,
): HolidayTableRow {
  const named = (['fromYear', 'toYear', 'holidays', 'workdays'] as const).find((field) => input[field] !== undefined);
  const source = input.source ?? (named === undefined ? (before?.source ?? 'CN') : 'OWN');
  if (source === 'CN' && named !== undefined)
    throw new AppError('BAD_USER_INPUT', 'The built-in table cannot be changed.', { field: named, expected: 'source: OWN, or no table' });
  const own = source === 'OWN' ? granted(changeTable(before?.own ?? null, input)) : (before?.own ?? null);
  return { shopId, source, edition: cnEdition, own, savedAt: now, savedBy: caller.account };
}

function yearsOf(row: HolidayTableRow) {
  const { fromYear, toYear } = tableOf(row);
  return { fromYear, toYear };
}
