import { AppError, granted } from '#libs/platform/errors';
import type { ReadDeps } from '../../deps';
import { parseSpan, type TypedSpan } from '../../hours/domain/date-span';
import { loadRosterAgents } from '../../roster/store/roster-agents';
import { pageOfShifts } from '../../roster/store/shifts';
import { writeCsv } from './write-csv';

/** The most shifts of a file. */
const mostShifts = 5_000;

export interface ShiftsFile {
  readonly csv: string;
  readonly shifts: number;
}

/** The shifts of some dates as a file, of one agent or all, in order. */
export function exportShifts({ readDb }: ReadDeps, shopId: string, typed: TypedSpan, agentId: string | null): Promise<ShiftsFile> {
  const span = granted(parseSpan(typed, ''));
  return readDb.transaction([shopId], async (tx) => {
    const shifts = await pageOfShifts(tx, { shopId, ...span, agentId, after: null, most: mostShifts + 1 });
    if (shifts.length > mostShifts)
      throw new AppError('INVALID_RANGE', 'These are too many shifts for a file.', {
        field: 'to',
        expected: `dates with at most ${mostShifts} shifts`,
      });
    return { csv: writeCsv(shifts, await loadRosterAgents(tx, shopId)), shifts: shifts.length };
  });
}
