import { rowPicker } from '#libs/platform/database/read-rows';
import { bigint, instant, integer, table, text, uuid, type RowOf } from '#libs/platform/database/table';
import type { CloseReason, MessageType, Sender, Session, SessionState } from '../domain/session';

/** One row per reception. `stateVersion` rises with every write and guards it. */
export const sessionTable = table(
  'session',
  {
    id: uuid().key(),
    shopId: uuid().fixed(),
    buyerId: uuid().fixed(),
    channel: text().fixed(),
    entryPoint: text().null().fixed(),
    initiator: text<'BUYER' | 'SHOP'>().fixed(),
    openingType: text<MessageType>().fixed(),
    openedAt: instant().fixed(),
    reentryOf: uuid().null().fixed(),
    policyVersion: bigint().fixed(),
    holdMinutes: integer().fixed(),
    idleAfterAgentMinutes: integer().null().fixed(),
    idleAfterBuyerMinutes: integer().null().fixed(),
    state: text<SessionState>(),
    stateVersion: integer(),
    routingRevision: integer(),
    agentId: uuid().null(),
    cause: text().null(),
    assignedAt: instant().null(),
    assignedVersion: bigint().null(),
    returnedAt: instant().null(),
    queuedSince: instant().null(),
    queuedMs: bigint(),
    buyerMessages: integer(),
    agentMessages: integer(),
    botMessages: integer(),
    autoMessages: integer(),
    systemMessages: integer(),
    lastSender: text<Sender>(),
    lastMessageAt: instant(),
    lastBuyerMessageAt: instant().null(),
    lastAgentMessageAt: instant().null(),
    firstReplyAt: instant().null(),
    firstReplyBy: uuid().null(),
    lastReplyBy: uuid().null(),
    waitingSince: instant().null(),
    endedAt: instant().null(),
    endedBy: uuid().null(),
    holdUntil: instant().null(),
    closedAt: instant().null(),
    closeReason: text<CloseReason>().null(),
  },
  {
    indices: [
      { name: 'session_open', fields: ['buyerId'], unique: true, where: 'closed_at IS NULL' },
      { name: 'session_waiting', fields: ['shopId', 'waitingSince', 'id'], where: 'close_reason IS NULL' },
      { name: 'session_opened', fields: ['shopId', 'openedAt', 'id'] },
      { name: 'session_last_message', fields: ['shopId', 'lastMessageAt', 'id'] },
    ],
    checks: [
      { name: 'session_state', expression: `state IN ('BOT', 'QUEUED', 'LEFT_MESSAGE', 'ACTIVE', 'ENDING', 'CLOSED')` },
      {
        name: 'session_closed',
        expression: `(state = 'CLOSED') = (closed_at IS NOT NULL) AND (closed_at IS NULL) = (close_reason IS NULL)`,
      },
    ],
  },
);

type SessionRow = RowOf<typeof sessionTable>;

/** A session as it stands in the table, with the version its next write must follow. */
export interface StoredSession {
  readonly session: Session;
  readonly version: number;
}

const pick = rowPicker(sessionTable);

export function toStoredSession(joined: Readonly<Record<string, unknown>>): StoredSession {
  const {
    stateVersion,
    entryPoint,
    buyerMessages,
    agentMessages,
    botMessages,
    autoMessages,
    systemMessages,
    policyVersion,
    holdMinutes,
    idleAfterAgentMinutes,
    idleAfterBuyerMinutes,
    ...plain
  } = pick(joined);
  return {
    version: stateVersion,
    session: {
      ...plain,
      origin: { entryPoint },
      counts: { BUYER: buyerMessages, AGENT: agentMessages, BOT: botMessages, AUTO: autoMessages, SYSTEM: systemMessages },
      policy: { version: policyVersion, holdMinutes, idleAfterAgentMinutes, idleAfterBuyerMinutes },
    },
  };
}

export function toSessionRow({ session, version }: StoredSession): SessionRow {
  const { origin, counts, policy, ...plain } = session;
  return {
    ...plain,
    ...origin,
    stateVersion: version,
    buyerMessages: counts.BUYER,
    agentMessages: counts.AGENT,
    botMessages: counts.BOT,
    autoMessages: counts.AUTO,
    systemMessages: counts.SYSTEM,
    policyVersion: policy.version,
    holdMinutes: policy.holdMinutes,
    idleAfterAgentMinutes: policy.idleAfterAgentMinutes,
    idleAfterBuyerMinutes: policy.idleAfterBuyerMinutes,
  };
}
