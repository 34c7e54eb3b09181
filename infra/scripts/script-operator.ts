import { hostname, userInfo } from 'node:os';
import type { Operator } from '#libs/platform/audit/operator-act';

/** Who runs a script: by the name given, else that of its user on this machine. */
export const scriptOperator = (script: string, name: string | undefined): Operator => ({
  name: name ?? userInfo().username,
  from: `npm run ${script} on ${hostname()}`,
  at: new Date(),
});
