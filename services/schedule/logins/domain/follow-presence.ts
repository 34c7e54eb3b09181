import type { Login } from './login';

/** One change of an agent's presence, as routing told it. */
export interface PresenceStep {
  readonly agentId: string;
  readonly from: string;
  readonly to: string;
  readonly since: Date;
  readonly previousSince: Date | null;
}

/**
 * The logins that begin or end with some steps, in the order of these; `running` are those that last. An agent who was ONLINE before the first step that
 * came here has been logged in since then at the latest.
 */
export function followPresence(running: readonly Login[], steps: readonly PresenceStep[]): Login[] {
  const lasting = new Map(running.map((login) => [login.agentId, login]));
  const changed = new Map<string, Login>();
  const keep = (login: Login): void => {
    changed.set(`${login.agentId} ${login.from.getTime()}`, login);
    if (login.to === null) lasting.set(login.agentId, login);
    else lasting.delete(login.agentId);
  };
  for (const { agentId, from, to, since, previousSince } of steps) {
    if (!lasting.has(agentId) && from === 'ONLINE' && previousSince !== null) keep({ agentId, from: previousSince, to: null });
    const login = lasting.get(agentId);
    if (to === 'ONLINE' && !login) keep({ agentId, from: since, to: null });
    if (to === 'OFFLINE' && login) keep({ ...login, to: since });
  }
  return [...changed.values()];
}
