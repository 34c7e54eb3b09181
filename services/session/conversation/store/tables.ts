import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';

const uuid: EntitySchemaColumnOptions = { type: 'uuid' };
const text: EntitySchemaColumnOptions = { type: 'text' };
const integer: EntitySchemaColumnOptions = { type: 'integer' };
const bigint: EntitySchemaColumnOptions = { type: 'bigint' };
const instant: EntitySchemaColumnOptions = { type: 'timestamptz' };
const maybe = (column: EntitySchemaColumnOptions): EntitySchemaColumnOptions => ({ ...column, nullable: true });
const key = (column: EntitySchemaColumnOptions, primaryKeyConstraintName: string): EntitySchemaColumnOptions => ({
  ...column,
  primary: true,
  primaryKeyConstraintName,
});

const sessionTable = new EntitySchema({
  name: 'session',
  columns: {
    id: key(uuid, 'session_pk'),
    shop_id: uuid,
    buyer_id: uuid,
    channel: text,
    entry_point: maybe(text),
    initiator: text,
    opening_type: text,
    state: text,
    state_version: integer,
    routing_revision: integer,
    agent_id: maybe(uuid),
    cause: maybe(text),
    assigned_at: maybe(instant),
    assigned_version: maybe(bigint),
    opened_at: instant,
    queued_since: maybe(instant),
    queued_ms: bigint,
    buyer_messages: integer,
    agent_messages: integer,
    bot_messages: integer,
    auto_messages: integer,
    system_messages: integer,
    last_sender: text,
    last_message_at: instant,
    last_buyer_message_at: maybe(instant),
    last_agent_message_at: maybe(instant),
    first_reply_at: maybe(instant),
    first_reply_by: maybe(uuid),
    last_reply_by: maybe(uuid),
    waiting_since: maybe(instant),
    ended_at: maybe(instant),
    ended_by: maybe(uuid),
    hold_until: maybe(instant),
    closed_at: maybe(instant),
    close_reason: maybe(text),
    reentry_of: maybe(uuid),
    policy_version: bigint,
    hold_minutes: integer,
    idle_after_agent_minutes: maybe(integer),
    idle_after_buyer_minutes: maybe(integer),
  },
  indices: [
    { name: 'session_open', columns: ['buyer_id'], unique: true, where: 'closed_at IS NULL' },
    { name: 'session_waiting', columns: ['shop_id', 'waiting_since', 'id'], where: 'close_reason IS NULL' },
    { name: 'session_opened', columns: ['shop_id', 'opened_at', 'id'] },
    { name: 'session_last_message', columns: ['shop_id', 'last_message_at', 'id'] },
  ],
  checks: [
    { name: 'session_state', expression: `state IN ('BOT', 'QUEUED', 'LEFT_MESSAGE', 'ACTIVE', 'ENDING', 'CLOSED')` },
    { name: 'session_closed', expression: `(state = 'CLOSED') = (closed_at IS NOT NULL) AND (closed_at IS NULL) = (close_reason IS NULL)` },
  ],
});

const messageTable = new EntitySchema({
  name: 'message',
  columns: {
    session_id: key(uuid, 'message_pk'),
    ordinal: key(integer, 'message_pk'),
    id: uuid,
    shop_id: uuid,
    sender: text,
    agent_id: maybe(uuid),
    type: text,
    source: maybe(text),
    auto_kind: maybe(text),
    text: maybe(text),
    channel: text,
    channel_message_id: maybe(text),
    channel_sent_at: maybe(instant),
    recorded_at: instant,
  },
  indices: [
    {
      name: 'message_of_channel',
      columns: ['shop_id', 'channel', 'channel_message_id'],
      unique: true,
      where: 'channel_message_id IS NOT NULL',
    },
  ],
});

const buyerTable = new EntitySchema({
  name: 'buyer',
  columns: {
    id: key(uuid, 'buyer_pk'),
    shop_id: uuid,
    channel: text,
    external_id: text,
    name: maybe(text),
    last_human_agent_id: maybe(uuid),
    last_human_at: maybe(instant),
    closed_notice_period: maybe(text),
  },
});

const deadlineTable = new EntitySchema({
  name: 'deadline',
  columns: { session_id: key(uuid, 'deadline_pk'), kind: key(text, 'deadline_pk'), shop_id: uuid, due_at: instant },
  indices: [{ name: 'deadline_due', columns: ['due_at'] }],
});

const shopCopyTable = new EntitySchema({
  name: 'shop_copy',
  columns: {
    shop_id: key(uuid, 'shop_copy_pk'),
    version: bigint,
    time_zone: text,
    policy_version: bigint,
    hold_minutes: integer,
    idle_after_agent_minutes: maybe(integer),
    idle_after_buyer_minutes: maybe(integer),
  },
});

const accountCopyTable = new EntitySchema({
  name: 'account_copy',
  columns: {
    account_id: key(uuid, 'account_copy_pk'),
    shop_id: uuid,
    version: bigint,
    roles: { type: 'text', array: true },
    active: { type: 'boolean' },
  },
});

const agentCopyTable = new EntitySchema({
  name: 'agent_copy',
  columns: {
    agent_id: key(uuid, 'agent_copy_pk'),
    shop_id: uuid,
    presence: maybe(text),
    since: maybe(instant),
    shop_version: bigint,
    offline_version: maybe(bigint),
  },
});

const scheduleCopyTable = new EntitySchema({
  name: 'schedule_copy',
  columns: { shop_id: key(uuid, 'schedule_copy_pk'), version: key(bigint, 'schedule_copy_pk'), closed_notice: maybe(text) },
});

/** The tables of the conversation itself; those of messaging and of commands come from their libraries. */
export const sessionTables = [
  sessionTable,
  messageTable,
  buyerTable,
  deadlineTable,
  shopCopyTable,
  accountCopyTable,
  agentCopyTable,
  scheduleCopyTable,
] as const;
