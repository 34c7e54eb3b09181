import type { CloseReason, MessageType, Sender, Session, SessionState } from '../domain/session';

/** A row of `session`. `state_version` rises with every write and guards it. */
export interface SessionRow {
  readonly id: string;
  readonly shop_id: string;
  readonly buyer_id: string;
  readonly channel: string;
  readonly entry_point: string | null;
  readonly initiator: 'BUYER' | 'SHOP';
  readonly opening_type: MessageType;
  readonly state: SessionState;
  readonly state_version: number;
  readonly routing_revision: number;
  readonly agent_id: string | null;
  readonly cause: string | null;
  readonly assigned_at: Date | null;
  readonly assigned_version: number | null;
  readonly opened_at: Date;
  readonly queued_since: Date | null;
  readonly queued_ms: number;
  readonly buyer_messages: number;
  readonly agent_messages: number;
  readonly bot_messages: number;
  readonly auto_messages: number;
  readonly system_messages: number;
  readonly last_sender: Sender;
  readonly last_message_at: Date;
  readonly last_buyer_message_at: Date | null;
  readonly last_agent_message_at: Date | null;
  readonly first_reply_at: Date | null;
  readonly first_reply_by: string | null;
  readonly last_reply_by: string | null;
  readonly waiting_since: Date | null;
  readonly ended_at: Date | null;
  readonly ended_by: string | null;
  readonly hold_until: Date | null;
  readonly closed_at: Date | null;
  readonly close_reason: CloseReason | null;
  readonly reentry_of: string | null;
  readonly policy_version: number;
  readonly hold_minutes: number;
  readonly idle_after_agent_minutes: number | null;
  readonly idle_after_buyer_minutes: number | null;
}

/** Set once, at the opening. */
export const fixedColumns = [
  'id',
  'shop_id',
  'buyer_id',
  'channel',
  'entry_point',
  'initiator',
  'opening_type',
  'opened_at',
  'reentry_of',
  'policy_version',
  'hold_minutes',
  'idle_after_agent_minutes',
  'idle_after_buyer_minutes',
] as const satisfies readonly (keyof SessionRow)[];

/** Written whole with every change. */
export const movingColumns = [
  'state',
  'state_version',
  'routing_revision',
  'agent_id',
  'cause',
  'assigned_at',
  'assigned_version',
  'queued_since',
  'queued_ms',
  'buyer_messages',
  'agent_messages',
  'bot_messages',
  'auto_messages',
  'system_messages',
  'last_sender',
  'last_message_at',
  'last_buyer_message_at',
  'last_agent_message_at',
  'first_reply_at',
  'first_reply_by',
  'last_reply_by',
  'waiting_since',
  'ended_at',
  'ended_by',
  'hold_until',
  'closed_at',
  'close_reason',
] as const satisfies readonly (keyof SessionRow)[];

export const toSession = (row: SessionRow): Session => ({
  id: row.id,
  shopId: row.shop_id,
  buyerId: row.buyer_id,
  channel: row.channel,
  entryPoint: row.entry_point,
  initiator: row.initiator,
  openingType: row.opening_type,
  state: row.state,
  routingRevision: row.routing_revision,
  agentId: row.agent_id,
  cause: row.cause,
  assignedAt: row.assigned_at,
  assignedVersion: row.assigned_version,
  openedAt: row.opened_at,
  queuedSince: row.queued_since,
  queuedMs: row.queued_ms,
  counts: {
    BUYER: row.buyer_messages,
    AGENT: row.agent_messages,
    BOT: row.bot_messages,
    AUTO: row.auto_messages,
    SYSTEM: row.system_messages,
  },
  lastSender: row.last_sender,
  lastMessageAt: row.last_message_at,
  lastBuyerMessageAt: row.last_buyer_message_at,
  lastAgentMessageAt: row.last_agent_message_at,
  firstReplyAt: row.first_reply_at,
  firstReplyBy: row.first_reply_by,
  lastReplyBy: row.last_reply_by,
  waitingSince: row.waiting_since,
  endedAt: row.ended_at,
  endedBy: row.ended_by,
  holdUntil: row.hold_until,
  closedAt: row.closed_at,
  closeReason: row.close_reason,
  reentryOf: row.reentry_of,
  policy: {
    version: row.policy_version,
    holdMinutes: row.hold_minutes,
    idleAfterAgentMinutes: row.idle_after_agent_minutes,
    idleAfterBuyerMinutes: row.idle_after_buyer_minutes,
  },
});

/** A row as it is written: what is null stays away, since half of a young session's columns are. */
type WrittenRow = { readonly [K in keyof SessionRow]: NonNullable<SessionRow[K]> | undefined };

export const toSessionRow = (session: Session, version: number): WrittenRow => ({
  id: session.id,
  shop_id: session.shopId,
  buyer_id: session.buyerId,
  channel: session.channel,
  entry_point: session.entryPoint ?? undefined,
  initiator: session.initiator,
  opening_type: session.openingType,
  state: session.state,
  state_version: version,
  routing_revision: session.routingRevision,
  agent_id: session.agentId ?? undefined,
  cause: session.cause ?? undefined,
  assigned_at: session.assignedAt ?? undefined,
  assigned_version: session.assignedVersion ?? undefined,
  opened_at: session.openedAt,
  queued_since: session.queuedSince ?? undefined,
  queued_ms: session.queuedMs,
  buyer_messages: session.counts.BUYER,
  agent_messages: session.counts.AGENT,
  bot_messages: session.counts.BOT,
  auto_messages: session.counts.AUTO,
  system_messages: session.counts.SYSTEM,
  last_sender: session.lastSender,
  last_message_at: session.lastMessageAt,
  last_buyer_message_at: session.lastBuyerMessageAt ?? undefined,
  last_agent_message_at: session.lastAgentMessageAt ?? undefined,
  first_reply_at: session.firstReplyAt ?? undefined,
  first_reply_by: session.firstReplyBy ?? undefined,
  last_reply_by: session.lastReplyBy ?? undefined,
  waiting_since: session.waitingSince ?? undefined,
  ended_at: session.endedAt ?? undefined,
  ended_by: session.endedBy ?? undefined,
  hold_until: session.holdUntil ?? undefined,
  closed_at: session.closedAt ?? undefined,
  close_reason: session.closeReason ?? undefined,
  reentry_of: session.reentryOf ?? undefined,
  policy_version: session.policy.version,
  hold_minutes: session.policy.holdMinutes,
  idle_after_agent_minutes: session.policy.idleAfterAgentMinutes ?? undefined,
  idle_after_buyer_minutes: session.policy.idleAfterBuyerMinutes ?? undefined,
});
