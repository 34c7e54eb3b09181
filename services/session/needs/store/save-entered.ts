import type { Statement, Tx } from '#libs/platform/database/database';
import type { Needs } from '../../conversation/domain/session';

/** As the buyer's row keeps it. */
export interface StoredEntered {
  readonly needs: Needs;
  readonly at: string;
}

const save: Statement = { name: 'buyer-save-entered', text: `UPDATE buyer SET entered_needs = $2::jsonb WHERE id = $1` };

/** Writes what was asked when a buyer, whom the caller holds, entered. */
export function saveEntered(tx: Tx, buyerId: string, needs: Needs, at: Date): void {
  const stored: StoredEntered = { needs, at: at.toISOString() };
  tx.send(save, [buyerId, JSON.stringify(stored)]);
}
