import type { Statement, Tx } from '#libs/platform/database/database';
import { readSettings } from '../../copies/store/shop-copy';
import { noRules, type RoutingRules } from '../../rules/domain/routing-rules';
import { readRules } from '../../rules/store/rules-table';
import { offDuty, rulesOnDuty } from '../domain/duty';
import type { GroupHoursRow } from '../domain/group-hours';

const hours: Statement = {
  name: 'routing-read-group-hours',
  text: `SELECT reception_open AS shop, group_hours AS groups FROM shop_state WHERE id = $1 AND group_hours IS NOT NULL`,
};

/** A shop's rules as they act now, and whether an account's hours are over. */
export interface Duty {
  readonly rules: RoutingRules;
  readonly isOff: (accountId: string) => boolean;
}

export async function readDuty(tx: Tx, shopId: string): Promise<Duty> {
  const [known, [row]] = await Promise.all([readRules(tx, [shopId]), tx.query<{ shop: boolean; groups: GroupHoursRow }>(hours, [shopId])]);
  const rules = known.get(shopId) ?? noRules;
  if (!row) return { rules, isOff: () => false };
  const open = { shop: row.shop, groups: new Map(Object.entries(row.groups).map(([id, group]) => [id, group.open])) };
  const policy = (await readSettings(tx, [shopId])).get(shopId)?.policy ?? null;
  return { rules: rulesOnDuty(rules, open), isOff: offDuty(rules, policy, open) ?? (() => false) };
}
