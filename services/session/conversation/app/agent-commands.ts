import type { Caller, Role } from '#libs/platform/access/caller';
import { commandKey } from '#libs/platform/database/command-results';
import { AppError } from '#libs/platform/errors';
import type { MessageType } from '../domain/session';
import { causeIdOf, type Cause } from './cause';
import type { CommandDone } from './session-command';
import type { CommandQueue } from './command-queue';

export interface AgentMessageInput {
  readonly shopId: string;
  readonly sessionId: string;
  readonly type: MessageType;
  readonly text: string | null;
  readonly commandId?: string | null;
}

export interface EndInput {
  readonly shopId: string;
  readonly sessionId: string;
  readonly commandId?: string | null;
}

/** The session's agent answers the buyer. */
export async function sendAgentMessage(
  queue: CommandQueue,
  input: AgentMessageInput,
  caller: Caller,
  traceparent: string | null,
): Promise<CommandDone> {
  const { shopId, sessionId, type, text } = input;
  const account = accountOf(caller);
  const key = commandKey(shopId, 'sendAgentMessage', asked(input, account));
  return queue.runPatiently({
    kind: 'AGENT_MESSAGE',
    shopId,
    sessionId,
    key,
    account,
    cause: byAccount(account.id, causeIdOf(key), traceparent),
    pending: {
      id: queue.newId(),
      sender: 'AGENT',
      agentId: account.id,
      type,
      source: 'TYPED',
      autoKind: null,
      text,
      channelMessageId: null,
      channelSentAt: null,
    },
  });
}

/** The session's agent ends it, or a manager does (SES-6). */
export async function endSession(queue: CommandQueue, input: EndInput, caller: Caller, traceparent: string | null): Promise<CommandDone> {
  const { shopId, sessionId } = input;
  const account = accountOf(caller);
  const key = commandKey(shopId, 'endSession', asked(input, account));
  return queue.runPatiently({ kind: 'END', shopId, sessionId, key, account, cause: byAccount(account.id, causeIdOf(key), traceparent) });
}

/** An id names one account's command: another account that uses it again is told so, not given the first one's answer. */
const asked = <I extends object>(input: I, account: { readonly id: string }): I & { readonly by: string } => ({ ...input, by: account.id });

const endAnybodys: readonly Role[] = ['OWNER', 'ADMIN', 'CS_ADMIN'];

function accountOf(caller: Caller): { id: string; mayEndOthers: boolean } {
  if (caller.account === null)
    throw new AppError('FORBIDDEN', 'Only an account of the shop can act in a session.', { expected: 'the token of an account' });
  return { id: caller.account, mayEndOthers: caller.roles.some((role) => endAnybodys.includes(role)) };
}

const byAccount = (id: string, causeId: string | null, traceparent: string | null): Cause => ({
  actor: { kind: 'ACCOUNT', id },
  causeId,
  traceparent,
});
