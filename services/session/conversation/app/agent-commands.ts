import { leavesLine } from '#libs/platform/access/audited';
import type { Caller } from '#libs/platform/access/caller';
import { isManager } from '#libs/platform/access/permissions';
import { auditLine } from '#libs/platform/audit/audit';
import { AppError } from '#libs/platform/errors';
import type { Command } from '#libs/platform/graphql/command';
import type { NewId } from '#libs/platform/process/ids';
import { isDifficult } from '../../desk/domain/session-marks';
import type { PendingMessage } from '../domain/append-message';
import { decideAgentMessage, type AgentDecision } from '../domain/decide-agent-command';
import type { MessageType, Session } from '../domain/session';
import type { CommandQueue } from './command-queue';
import type { ActingAccount, CommandDone } from './session-command';

export interface AgentMessage {
  readonly sessionId: string;
  readonly type: MessageType;
  readonly text: string | null;
  readonly content?: NonNullable<PendingMessage['content']>;
}

/** Flies a command of an account in a session, once its session and agent are known here. */
export async function actInSession(
  queue: CommandQueue,
  asked: Command<unknown>,
  sessionId: string,
  decide: AgentDecision,
): Promise<CommandDone> {
  const { shopId, key, trigger, caller, operation } = asked;
  const lineOf = (before: Session, after: Session, at: Date) =>
    auditLine(asked, { at, on: { kind: 'SESSION', id: before.id }, before: shown(before), after: shown(after) });
  const account = accountOf(caller);
  const command = { kind: 'IN_SESSION', shopId, sessionId, key, account, trigger, decide } as const;
  return queue.submitPatiently(leavesLine(operation, 'OTHERS') ? { ...command, lineOf } : command);
}

/** What a line may show of a session: of its marks, only that they are there. */
const shown = (session: Session) => ({
  ...session,
  difficult: isDifficult(session.marks),
  solvedAt: session.marks.solved?.at ?? null,
  tags: session.marks.tags.length,
  notedAt: session.marks.note?.at ?? null,
});

/** The session's agent answers the buyer. */
export async function sendAgentMessage(
  { queue, newId }: { readonly queue: CommandQueue; readonly newId: NewId },
  asked: Command<unknown>,
  { sessionId, type, text, content }: AgentMessage,
): Promise<CommandDone> {
  const pending: PendingMessage = {
    id: newId(),
    sender: 'AGENT',
    agentId: accountOf(asked.caller).id,
    type,
    source: 'TYPED',
    autoKind: null,
    text,
    channelMessageId: null,
    channelSentAt: null,
    ...(content && { content }),
  };
  return actInSession(queue, asked, sessionId, (known, now) => decideAgentMessage(known, pending, now));
}

export function accountOf(caller: Caller): ActingAccount {
  if (caller.account === null)
    throw new AppError('FORBIDDEN', 'Only an account of the shop can act in a session.', { expected: 'the token of an account' });
  return { id: caller.account, mayEndOthers: isManager(caller.roles) };
}
