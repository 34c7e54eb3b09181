import { EntitySchema } from 'typeorm';

/** Every version of a shop's reception hours ever saved. */
export const receptionVersionTable = new EntitySchema({
  name: 'reception_version',
  columns: {
    shop_id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'reception_version_pk' },
    version: { type: 'int', primary: true, primaryKeyConstraintName: 'reception_version_pk' },
    effective_from: { type: 'timestamptz' },
    saved_at: { type: 'timestamptz' },
    weekly: { type: 'jsonb', nullable: true },
    closed_notice: { type: 'text', nullable: true },
    reason: { type: 'text', nullable: true },
    saved_by: { type: 'uuid', nullable: true },
  },
});

/** What schedule needs of a shop. Its row is locked while a version is saved, so that numbers follow each other. */
export const shopCopyTable = new EntitySchema({
  name: 'shop_copy',
  columns: {
    shop_id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'shop_copy_pk' },
    version: { type: 'int' },
    policy_version: { type: 'int' },
    time_zone: { type: 'text' },
    holiday_mode: { type: 'jsonb', nullable: true },
  },
});
