import type { Statement, Tx } from '#libs/platform/database/database';
import { insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { RequiredAgents } from '../domain/required-agents';
import { rosterTable } from './roster-tables';

/** What is kept of a roster besides its shifts. */
export interface RosterHead {
  /** Counts its changes; 0 = there was none yet. */
  readonly revision: number;
  readonly required: RequiredAgents | null;
}

const load: Statement = { name: 'roster-load', text: 'SELECT revision, required FROM roster WHERE shop_id = $1' };
const save = insertRows(rosterTable, { name: 'roster-save', onConflict: { update: ['revision', 'required', 'savedAt'] } });

export const loadRosterHead = async (tx: Tx, shopId: string): Promise<RosterHead> =>
  (await tx.query<RosterHead>(load, [shopId]))[0] ?? { revision: 0, required: null };

export const saveRosterHead = (tx: Tx, shopId: string, head: RosterHead, savedAt: Date): void =>
  tx.send(save, [jsonRows([{ shopId, ...head, savedAt }])]);
