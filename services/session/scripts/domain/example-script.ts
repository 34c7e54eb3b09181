import type { Script } from './script';
import type { Viewer } from './viewer';

/** A public script for tests. */
export const aScript = (id: string, more: Partial<Script> = {}): Script => ({
  id,
  version: 1,
  tier: 'PUBLIC',
  ownerId: null,
  department: null,
  categoryId: null,
  title: id,
  text: `${id}!`,
  images: [],
  keywords: [],
  validFrom: null,
  validUntil: null,
  offered: false,
  position: 0,
  changedAt: new Date('2026-03-02T02:00:00.000Z'),
  changedBy: null,
  deletedAt: null,
  ...more,
});

export const agentA: Viewer = { accountId: 'A', department: 'sales', keepsShared: false };
export const agentB: Viewer = { accountId: 'B', department: null, keepsShared: false };
export const manager: Viewer = { accountId: 'M', department: null, keepsShared: true };
