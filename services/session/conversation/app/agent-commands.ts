import type { Caller, Role } from '#libs/platform/access/caller';
import { AppError } from '#libs/platform/errors';
import type { Command } from '#libs/platform/graphql/command';
import type { NewId } from '#libs/platform/process/ids';
import type { MessageType } from '../domain/session';
import type { CommandQueue } from './command-queue';
import type { ActingAccount, CommandDone } from './session-command';

export interface AgentMessage {
  readonly sessionId: string;
  readonly type: MessageType;
  readonly text: string | null;
}

/** The session's agent answers the buyer. */
export async function sendAgentMessage(
  { queue, newId }: { readonly queue: CommandQueue; readonly newId: NewId },
  { shopId, key, trigger, caller }: Command<unknown>,
  { sessionId, type, text }: AgentMessage,
): Promise<CommandDone> {
  const account = accountOf(caller);
  return queue.submitPatiently({
    kind: 'AGENT_MESSAGE',
    shopId,
    sessionId,
    key,
    account,
    trigger,
    pending: {
      id: newId(),
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
export async function endSession(
  queue: CommandQueue,
  { shopId, key, trigger, caller }: Command<unknown>,
  sessionId: string,
): Promise<CommandDone> {
  return queue.submitPatiently({ kind: 'END', shopId, sessionId, key, account: accountOf(caller), trigger });
}

const endAnybodys: readonly Role[] = ['OWNER', 'ADMIN', 'CS_ADMIN'];

function accountOf(caller: Caller): ActingAccount {
  if (caller.account === null)
    throw new AppError('FORBIDDEN', 'Only an account of the shop can act in a session.', { expected: 'the token of an account' });
  return { id: caller.account, mayEndOthers: caller.roles.some((role) => endAnybodys.includes(role)) };
}
