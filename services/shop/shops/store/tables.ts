import { EntitySchema } from 'typeorm';

export const shopTable = new EntitySchema({
  name: 'shop',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'shop_pk' },
    version: { type: 'int' },
    name: { type: 'text' },
    time_zone: { type: 'text' },
    preset: { type: 'text' },
    overrides: { type: 'jsonb' },
    policy_version: { type: 'int' },
    owner_id: { type: 'uuid' },
    holiday_mode: { type: 'jsonb', nullable: true },
    tier: { type: 'text', nullable: true },
    created_at: { type: 'timestamptz' },
  },
});

export const accountTable = new EntitySchema({
  name: 'account',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'account_pk' },
    shop_id: { type: 'uuid' },
    version: { type: 'int' },
    name: { type: 'text' },
    nickname: { type: 'text' },
    roles: { type: 'text', array: true },
    im_enabled: { type: 'boolean' },
    no_routing: { type: 'boolean' },
    active: { type: 'boolean' },
    position_id: { type: 'uuid', nullable: true },
    department: { type: 'text', nullable: true },
    created_at: { type: 'timestamptz' },
  },
  indices: [{ name: 'account_by_shop', columns: ['shop_id'] }],
});
