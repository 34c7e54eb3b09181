import type { Trigger } from '#libs/contracts/index';
import type { AuditLine } from '#libs/platform/audit/audit';
import type { CommandKey } from '#libs/platform/database/command-results';
import type { Refusal } from '#libs/platform/errors';
import type { Product } from '../../knowledge/domain/product';
import type { ChannelEdit } from '../../revisions/domain/edit-delivered';
import type { MessageDecision } from '../../revisions/domain/message-case';
import type { PendingMessage } from '../domain/append-message';
import type { AgentDecision, SessionRefusal } from '../domain/decide-agent-command';
import type { OpenSessionDecision } from '../domain/decide-leave';
import type { Buyer, Message, Session, SessionOrigin } from '../domain/session';
import type { NamedBuyer } from '../store/lock-buyers';

interface Common {
  readonly shopId: string;
  readonly key: CommandKey | null;
  readonly trigger: Trigger;
}

export interface ActingAccount {
  readonly id: string;
  readonly mayEndOthers: boolean;
}

/** The commands that fly: parsed, allowed, with the ids of whatever they may make. */
export type SessionCommand = Common &
  (
    | {
        readonly kind: 'BUYER_MESSAGE';
        readonly buyer: NamedBuyer;
        readonly newSessionId: string;
        readonly pending: PendingMessage;
        readonly origin: SessionOrigin;
        /** The channel's id of the order whose page or card the buyer comes from (RTE-19). */
        readonly entryOrderId: string | null;
        readonly product: Product | null;
        readonly answerId: string;
        readonly edit?: ChannelEdit | null;
        /** The entry whose question on the card was clicked (KB-4); absent for what the buyer wrote. */
        readonly clickedEntry?: string;
      }
    | { readonly kind: 'OF_BUYER'; readonly buyerId: string; readonly decide: OpenSessionDecision }
    | { readonly kind: 'ON_CHANNEL_MESSAGE'; readonly buyerId: string; readonly channelMessageId: string; readonly decide: MessageDecision }
    | {
        readonly kind: 'ON_MESSAGE';
        readonly sessionId: string;
        readonly messageId: string;
        readonly account: ActingAccount;
        readonly decide: MessageDecision;
      }
    | {
        readonly kind: 'IN_SESSION';
        readonly sessionId: string;
        readonly account: ActingAccount;
        readonly decide: AgentDecision;
        /** The line of an act in the session of somebody else, where such acts leave one. */
        readonly lineOf?: (before: Session, after: Session, at: Date) => AuditLine;
      }
  );

/** What a command has done: enough to answer the client without a further query. */
export interface CommandDone {
  readonly outcome: 'done';
  readonly session: Session | null;
  readonly buyer: Buyer | null;
  readonly message: Message | null;
  /** The ordinal of a message that was there before, where it stands for one that was not sent again (KB-16). */
  readonly ordinal?: number;
  /** An end that did not come about, since the buyer waits for an answer (SES-10). */
  readonly unanswered: boolean;
}

export type CommandAnswer = CommandDone | SessionRefusal | Refusal;

/** What is kept of an answer under its commandId: texts live in their own table only. */
export interface StoredAnswer {
  readonly sessionId: string | null;
  readonly ordinal: number | null;
  readonly unanswered: boolean;
}

export const toStored = (done: CommandDone): StoredAnswer => ({
  sessionId: done.session?.id ?? null,
  ordinal: done.message?.ordinal ?? done.ordinal ?? null,
  unanswered: done.unanswered,
});
