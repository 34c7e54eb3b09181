import type { CommandKey } from '#libs/platform/database/command-results';
import type { PendingMessage } from '../domain/append-message';
import type { Refusal } from '../domain/refusal';
import type { Buyer, Message, Session } from '../domain/session';
import type { NamedBuyer } from '../store/lock-buyers';
import type { Cause } from './cause';

interface Common {
  readonly shopId: string;
  readonly key: CommandKey | null;
  readonly cause: Cause;
}

export interface AgentAccount {
  readonly id: string;
  readonly mayEndOthers: boolean;
}

/** The commands that fly (messaging.md §2): parsed, allowed, with the ids of whatever they may make. */
export type SessionCommand = Common &
  (
    | {
        readonly kind: 'BUYER_MESSAGE';
        readonly buyer: NamedBuyer;
        readonly newSessionId: string;
        readonly pending: PendingMessage;
        readonly entryPoint: string | null;
      }
    | { readonly kind: 'LEAVE'; readonly buyerId: string }
    | { readonly kind: 'AGENT_MESSAGE'; readonly sessionId: string; readonly account: AgentAccount; readonly pending: PendingMessage }
    | { readonly kind: 'END'; readonly sessionId: string; readonly account: AgentAccount }
  );

/** What a command has done: enough to answer the client without a further query. */
export interface CommandDone {
  readonly outcome: 'done';
  readonly session: Session | null;
  readonly buyer: Buyer | null;
  readonly message: Message | null;
  readonly unanswered: boolean;
}

export type CommandAnswer = CommandDone | Refusal;

/** What is kept of an answer under its commandId: texts live in their own table only. */
export interface StoredAnswer {
  readonly sessionId: string | null;
  readonly ordinal: number | null;
  readonly unanswered: boolean;
}

export const toStored = (done: CommandDone): StoredAnswer => ({
  sessionId: done.session?.id ?? null,
  ordinal: done.message?.ordinal ?? null,
  unanswered: done.unanswered,
});
