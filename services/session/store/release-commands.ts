import type { CommandKey } from '#libs/platform/command-results';
import type { Statement, Tx } from '#libs/platform/database';

const release: Statement = {
  name: 'commands-release',
  text: `DELETE FROM command_result WHERE ctid = ANY (ARRAY(SELECT c.ctid FROM unnest($1::uuid[], $2::text[], $3::text[]) AS k (shop_id, operation, command_id)
    JOIN LATERAL (SELECT ctid FROM command_result WHERE shop_id = k.shop_id AND operation = k.operation AND command_id = k.command_id LIMIT 1) AS c ON true))`,
};

/** Gives back the ids of refused commands: a refusal changes nothing, so the same command may be tried again under the same id. */
export function releaseCommands(tx: Tx, keys: readonly CommandKey[]): void {
  if (keys.length === 0) return;
  tx.send(release, [keys.map((key) => key.shopId), keys.map((key) => key.operation), keys.map((key) => key.commandId)]);
}
