import type { CommandDone } from '../app/session-command';
import type { SessionView } from '../app/session-view';
import type { Message } from '../domain/session';

/* Payloads come from what the command has done, without a further query. */

export const viewOf = ({ session, buyer }: CommandDone): SessionView | null => (session && buyer ? { session, buyer } : null);

export const messagePayload = (done: CommandDone): { session: SessionView; message: Message } => ({
  session: certain(viewOf(done)),
  message: certain(done.message),
});

export function certain<T>(value: T | null): T {
  if (value === null) throw new Error('A command was done without what it answers with');
  return value;
}
