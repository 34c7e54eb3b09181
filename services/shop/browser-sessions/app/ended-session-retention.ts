import type { Retained } from '#libs/service/retention';

/** Sessions of browsers last twelve hours, so what was ended days ago would be over anyway. */
export const endedSessionRetention: Retained = {
  table: 'ended_session',
  condition: 't.ended_at < $1',
  setting: 'JIEDAI_KEEP_COMMAND_RESULTS_DAYS',
  clock: 'machine',
};
