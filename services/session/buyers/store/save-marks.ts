import type { Tx } from '#libs/platform/database/database';
import { insertRows, jsonRows } from '#libs/platform/database/write-rows';
import { buyerTable } from '../../conversation/store/buyer-table';
import type { NamedBuyer } from '../../conversation/store/lock-buyers';
import type { BuyerMarks } from '../domain/buyer-marks';

const marks = ['exclusiveAgentId', 'blockedAt', 'blockedBy', 'blockReason'] as const;

/* An upsert finds its row by the key's index, whatever the planner believes; the buyer is there. */
const save = insertRows(buyerTable, {
  name: 'buyer-marks-save',
  fields: ['id', 'shopId', 'channel', 'externalId', ...marks],
  onConflict: { update: marks },
});

/** Writes what is set about a buyer, whom the caller holds. */
export function saveMarks(tx: Tx, { id, shopId, channel, externalId }: NamedBuyer, { exclusiveAgentId, block }: BuyerMarks): void {
  const row = { id, shopId, channel, externalId, exclusiveAgentId };
  tx.send(save, [jsonRows([{ ...row, blockedAt: block?.since, blockedBy: block?.by, blockReason: block?.reason }])]);
}
