import { bigint, date, flag, instant, integer, table, text, texts, uuid, type RowOf } from '#libs/platform/database/table';
import type { ScriptTier } from '../domain/script';

/** What a shop's scripts have in common: how many there are, the number of the last change and the last place. */
export const libraryTable = table('script_library', {
  shopId: uuid().key(),
  scripts: integer(),
  seq: bigint(),
  lastPosition: integer(),
});

/** `seq` is the number of the change that wrote the row: whoever knows all up to one reads only what came later. */
export const scriptTable = table(
  'script',
  {
    shopId: uuid().key(),
    id: uuid().key(),
    version: integer(),
    seq: bigint(),
    tier: text<ScriptTier>(),
    ownerId: uuid().null(),
    department: text().null(),
    categoryId: uuid().null(),
    title: text(),
    text: text().null(),
    images: texts(),
    keywords: texts(),
    validFrom: date().null(),
    validUntil: date().null(),
    offered: flag(),
    position: integer(),
    changedAt: instant(),
    changedBy: uuid().null(),
    deletedAt: instant().null(),
  },
  {
    indices: [
      { name: 'script_changes', fields: ['shopId', 'seq', 'id'] },
      { name: 'script_order', fields: ['shopId', 'position', 'id'] },
      { name: 'script_of_category', fields: ['shopId', 'categoryId', 'position', 'id'] },
      { name: 'script_of_owner', fields: ['shopId', 'ownerId'], where: 'owner_id IS NOT NULL' },
    ],
    checks: [
      {
        name: 'script_shelf',
        expression: `(tier = 'PERSONAL') = (owner_id IS NOT NULL) AND (tier = 'DEPARTMENT') = (department IS NOT NULL)`,
      },
    ],
  },
);

export const categoryTable = table('script_category', {
  shopId: uuid().key(),
  id: uuid().key(),
  parentId: uuid().null(),
  name: text(),
  position: integer(),
});

/** How often an agent has sent a script (KB-23). */
export const scriptUseTable = table('script_use', {
  shopId: uuid().key(),
  scriptId: uuid().key(),
  agentId: uuid().key(),
  uses: integer(),
  lastUsedAt: instant(),
});

export type ScriptRow = RowOf<typeof scriptTable>;
