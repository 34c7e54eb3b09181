import { date, table, text, uuid } from '#libs/platform/database/table';

/** Dates on which agents do not work. */
export const leaveTable = table(
  'agent_leave',
  { shopId: uuid().key(), id: uuid().key(), agentId: uuid(), startsOn: date(), endsOn: date(), note: text().null() },
  { indices: [{ name: 'agent_leave_end', fields: ['shopId', 'endsOn'] }] },
);
