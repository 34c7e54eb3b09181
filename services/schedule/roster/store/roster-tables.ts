import { date, instant, integer, json, smallint, table, text, uuid, type RowOf } from '#libs/platform/database/table';
import type { PlannedShift } from '../domain/shift-plan';
import type { RequiredAgents } from '../domain/required-agents';

/** Shifts, planned and past. */
export const shiftTable = table(
  'shift',
  {
    shopId: uuid().key(),
    id: uuid().key(),
    agentId: uuid(),
    shiftDate: date(),
    starts: smallint(),
    ends: smallint(),
    groupId: uuid().null(),
    note: text().null(),
  },
  { indices: [{ name: 'shift_date', fields: ['shopId', 'shiftDate'] }] },
);

/** What a shop's roster has besides shifts: `revision` counts its changes. */
export const rosterTable = table('roster', {
  shopId: uuid().key(),
  revision: integer(),
  required: json<RequiredAgents>().null(),
  savedAt: instant(),
});

export const shiftTemplateTable = table('shift_template', {
  shopId: uuid().key(),
  id: uuid().key(),
  name: text(),
  shifts: json<PlannedShift[]>(),
});

export type ShiftTemplate = Omit<RowOf<typeof shiftTemplateTable>, 'shopId'>;
