import { EntitySchema } from 'typeorm';

/** The event log: every fact metrics has consumed, as it was published. */
export const factTable = new EntitySchema({
  name: 'fact',
  columns: {
    stream: { type: 'text', primary: true, primaryKeyConstraintName: 'fact_pk' },
    shop_id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'fact_pk' },
    incarnation: { type: 'int', primary: true, primaryKeyConstraintName: 'fact_pk' },
    seq: { type: 'bigint', primary: true, primaryKeyConstraintName: 'fact_pk' },
    event_id: { type: 'uuid' },
    type: { type: 'text' },
    session_id: { type: 'uuid', nullable: true },
    occurred_at: { type: 'timestamptz' },
    value: { type: 'json' },
  },
  indices: [{ name: 'fact_by_session', columns: ['session_id'] }],
});

/** One row per session, a pure function of its facts (domain/project-session.ts). */
export const sessionFigureTable = new EntitySchema({
  name: 'session_figure',
  columns: {
    session_id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'session_figure_pk' },
    shop_id: { type: 'uuid' },
    buyer_id: { type: 'uuid' },
    initiator: { type: 'text' },
    buyer_blocked: { type: 'boolean', default: false },
    business_date: { type: 'date' },
    opened_at: { type: 'timestamptz' },
    duty_at: { type: 'timestamptz', nullable: true },
    replied_at: { type: 'timestamptz', nullable: true },
    credited_agent_id: { type: 'uuid', nullable: true },
    closed_at: { type: 'timestamptz', nullable: true },
  },
  indices: [{ name: 'session_figure_by_date', columns: ['shop_id', 'business_date'] }],
});

/** What metrics needs of a shop: the zone its dates are computed in and how FAQ-only sessions count. */
export const shopCopyTable = new EntitySchema({
  name: 'shop_copy',
  columns: {
    shop_id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'shop_copy_pk' },
    version: { type: 'int' },
    time_zone: { type: 'text' },
    exclude_faq_only: { type: 'boolean' },
  },
});
