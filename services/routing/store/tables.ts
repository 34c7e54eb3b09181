import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';

const key = (table: string): EntitySchemaColumnOptions => ({ type: 'uuid', primary: true, primaryKeyConstraintName: `${table}_pk` });
const nullable = (type: 'text' | 'int' | 'timestamptz' | 'uuid' | 'bigint' | 'date'): EntitySchemaColumnOptions => ({
  type,
  nullable: true,
});

/** The row every flight locks first: the version its copies must have, what the sweeper looks for, and the reception gate as last seen. */
const shopState = new EntitySchema({
  name: 'shop_state',
  columns: {
    id: key('shop_state'),
    version: { type: 'bigint', default: 0 },
    assignment_no: { type: 'bigint', default: 0 },
    next_seat: { type: 'int', default: 0 },
    gate_open: { type: 'boolean', default: true },
    gate_until: nullable('timestamptz'),
    open_since: nullable('timestamptz'),
    waiting_count: { type: 'int', default: 0 },
    left_count: { type: 'int', default: 0 },
    pending_count: { type: 'int', default: 0 },
    sweep_due: { type: 'boolean', default: false },
  },
  indices: [{ name: 'shop_state_sweep', columns: ['id'], where: 'sweep_due' }],
});

/** What routing needs of the shop service's snapshot of a shop. */
const shopCopy = new EntitySchema({
  name: 'shop_copy',
  columns: {
    shop_id: key('shop_copy'),
    version: { type: 'bigint' },
    policy_version: nullable('bigint'),
    policy: { type: 'jsonb' },
    time_zone: { type: 'text' },
    owner_id: nullable('uuid'),
    holiday_mode: { type: 'jsonb', nullable: true },
  },
});

/** … and of an account. */
const accountCopy = new EntitySchema({
  name: 'account_copy',
  columns: {
    shop_id: key('account_copy'),
    account_id: key('account_copy'),
    version: { type: 'bigint' },
    has_agent_role: { type: 'boolean' },
    im_enabled: { type: 'boolean' },
    no_routing: { type: 'boolean' },
    active: { type: 'boolean' },
  },
});

/** The versions of the reception hours, planned ones included. */
const scheduleCopy = new EntitySchema({
  name: 'schedule_copy',
  columns: {
    shop_id: key('schedule_copy'),
    version: { type: 'int', primary: true, primaryKeyConstraintName: 'schedule_copy_pk' },
    effective_from: { type: 'timestamptz' },
    weekly: { type: 'jsonb', nullable: true },
  },
});

/** Presence, capacity and load of an account. `normal_load` never passes `ceiling`; loads a rule allows beyond it are `over_load` (INV-2). */
const agent = new EntitySchema({
  name: 'agent',
  columns: {
    shop_id: key('agent'),
    account_id: key('agent'),
    seat: { type: 'int' },
    presence: { type: 'text' },
    presence_since: nullable('timestamptz'),
    max_capacity: nullable('int'),
    capacity_chosen: { type: 'boolean' },
    ceiling: nullable('int'),
    normal_load: { type: 'int' },
    over_load: { type: 'int' },
    held: { type: 'int' },
    assigned_today: { type: 'int' },
    counted_on: nullable('date'),
    last_assigned_at: nullable('timestamptz'),
    last_no: { type: 'bigint' },
  },
  uniques: [{ name: 'agent_seat', columns: ['shop_id', 'seat'] }],
  checks: [
    { name: 'agent_presence', expression: `presence IN ('ONLINE', 'REST', 'SUSPENDED', 'OFFLINE')` },
    { name: 'agent_capacity', expression: 'max_capacity BETWEEN 1 AND 500' },
    { name: 'agent_ceiling', expression: 'normal_load <= ceiling' },
    { name: 'agent_load', expression: 'normal_load >= 0 AND over_load >= 0 AND held >= 0 AND held <= normal_load + over_load' },
  ],
});

/** Buyers who wait: in the queue, as left messages, or for their shop's first snapshot. */
const waiting = new EntitySchema({
  name: 'waiting',
  columns: {
    shop_id: key('waiting'),
    session_id: key('waiting'),
    kind: { type: 'text' },
    place: nullable('text'),
    pool: { type: 'text' },
    band: { type: 'smallint' },
    enqueued_at: { type: 'timestamptz' },
    opened_at: { type: 'timestamptz' },
    revision: { type: 'int' },
    facts: { type: 'jsonb' },
  },
  indices: [
    { name: 'waiting_queue', columns: ['shop_id', 'band', 'enqueued_at', 'opened_at', 'session_id'], where: `kind = 'QUEUED'` },
    { name: 'waiting_messages', columns: ['shop_id', 'kind', 'opened_at', 'session_id'], where: `kind <> 'QUEUED'` },
  ],
  checks: [{ name: 'waiting_kind', expression: `kind IN ('QUEUED', 'LEFT_MESSAGE', 'PENDING')` }],
});

/** Who had which session, from when to when. One live assignment per session, whatever the code does. */
const assignment = new EntitySchema({
  name: 'assignment',
  columns: {
    shop_id: key('assignment'),
    session_id: key('assignment'),
    revision: { type: 'int', primary: true, primaryKeyConstraintName: 'assignment_pk' },
    agent_id: { type: 'uuid' },
    cause: { type: 'text' },
    over: nullable('text'),
    assigned_at: { type: 'timestamptz' },
    held_at: nullable('timestamptz'),
    released_at: nullable('timestamptz'),
    release_reason: nullable('text'),
  },
  indices: [{ name: 'assignment_live', columns: ['session_id'], unique: true, where: 'released_at IS NULL' }],
});

/** Every decision with what it saw (INV-4); never changed. `inputs` and `candidates` are domain/decision-record.ts. */
const decision = new EntitySchema({
  name: 'decision',
  columns: {
    shop_id: key('decision'),
    session_id: key('decision'),
    revision: { type: 'int', primary: true, primaryKeyConstraintName: 'decision_pk' },
    id: { type: 'uuid' },
    shop_version: { type: 'bigint' },
    outcome: { type: 'text' },
    agent_id: nullable('uuid'),
    place: nullable('text'),
    cause: { type: 'text' },
    rule: { type: 'text' },
    pool: { type: 'text' },
    band: { type: 'smallint' },
    enqueued_at: nullable('timestamptz'),
    decided_at: { type: 'timestamptz' },
    settings_version: nullable('bigint'),
    schedule_version: nullable('int'),
    cause_id: nullable('text'),
    inputs: { type: 'text' },
    candidates: { type: 'text' },
  },
});

/** Ends and closes that came before their session's start. */
const tombstone = new EntitySchema({
  name: 'tombstone',
  columns: {
    shop_id: key('tombstone'),
    session_id: key('tombstone'),
    kind: { type: 'text' },
    at: { type: 'timestamptz' },
  },
});

/** When a shop opens or closes next. */
const deadline = new EntitySchema({
  name: 'deadline',
  columns: {
    shop_id: key('deadline'),
    kind: { type: 'text', primary: true, primaryKeyConstraintName: 'deadline_pk' },
    due_at: { type: 'timestamptz' },
  },
  indices: [{ name: 'deadline_due', columns: ['due_at'] }],
});

export const routingTables = [shopState, shopCopy, accountCopy, scheduleCopy, agent, waiting, assignment, decision, tombstone, deadline];
