import type { Retained } from '#libs/service/retention';

/** Logins that nobody asks for any more. */
export const loginRetention: Retained = {
  table: 'agent_login',
  condition: 't.logged_out_at < $1',
  setting: 'JIEDAI_KEEP_LOGINS_DAYS',
  clock: 'business',
};
