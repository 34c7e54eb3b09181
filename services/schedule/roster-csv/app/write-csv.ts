import { formatTime } from '#libs/calendar/index';
import { writeRecords } from '#libs/platform/csv/write-records';
import type { RosterAgent } from '../../roster/domain/roster-agent';
import type { Shift } from '../../roster/domain/shift';
import { columnHeadings, columns, type Column } from '../domain/columns';

/** Shifts as a file that spreadsheets open: with a BOM, CRLF, and no text that they would run as a formula. */
export function writeCsv(shifts: readonly Shift[], agents: ReadonlyMap<string, RosterAgent>): string {
  const cell = (shift: Shift): Record<Column, string | null> => ({
    ...{ id: shift.id, agentId: shift.agentId, agent: agents.get(shift.agentId)?.names[0] ?? null, date: shift.date },
    ...{ start: formatTime(shift.start), end: formatTime(shift.end), groupId: shift.groupId, note: shift.note },
  });
  const rows = shifts.map((shift) => columns.map((column) => cell(shift)[column]));
  return writeRecords([columns.map((column) => columnHeadings[column][0]), ...rows]);
}
