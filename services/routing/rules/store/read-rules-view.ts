import type { Database, Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { accountCopyTable, accountFields } from '../../copies/store/account-copy';
import { readSettings } from '../../copies/store/shop-copy';
import { unknownAccount } from '../../presence/domain/agent';
import { businessDayAt } from '../../reception/domain/business-day';
import { crowdsInForce } from '../domain/crowds-in-force';
import { datesAround, hasShifts } from '../../copies/domain/roster-copy';
import { readRosters } from '../../copies/store/roster-copy';
import { noRules, usesRosters } from '../domain/routing-rules';
import { rulesView, type GroupView, type KnownAccount, type RulesView } from '../domain/rules-view';
import { readRules } from './rules-table';

const accounts: Statement = {
  name: 'routing-read-accounts',
  text: `SELECT a.account_id AS id, a.weight, a.skills, c.version IS NOT NULL AS "isKnown", ${selectList(accountCopyTable, 'c', accountFields)}
    FROM agent a LEFT JOIN account_copy c ON c.shop_id = a.shop_id AND c.account_id = a.account_id WHERE a.shop_id = $1 ORDER BY a.agent_no`,
};

type Row = KnownAccount['account'] & {
  readonly id: string;
  readonly weight: number | null;
  readonly skills: KnownAccount['skills'];
  readonly isKnown: boolean;
};

/** A shop's routing rules and what of them acts now; null while the shop is not known here. */
export async function rulesViewIn(tx: Tx, shopId: string, now: Date, limited: readonly string[]): Promise<RulesView | null> {
  const [settings, known, rows] = await Promise.all([
    readSettings(tx, [shopId]),
    readRules(tx, [shopId]),
    tx.query<Row>(accounts, [shopId]),
  ]);
  const shop = settings.get(shopId);
  if (!shop) return null;
  const rules = known.get(shopId) ?? noRules;
  const crowds = crowdsInForce({ rules, day: businessDayAt(now, shop.timeZone), limited }, shop);
  const byId = new Map(
    rows.map(({ id, weight, skills, isKnown, ...account }) => [id, { id, weight, skills, account: isKnown ? account : unknownAccount }]),
  );
  const rosters = (await readRosters(tx, usesRosters(rules) ? [shopId] : [], datesAround(now))).get(shopId);
  return rulesView({ rules, policy: shop.policy, crowds, accounts: byId, hasRoster: rosters !== undefined && hasShifts(rosters) });
}

/** The same in a transaction of its own. */
export const readRulesView = (db: Database, shopId: string, now: Date, limited: readonly string[]): Promise<RulesView | null> =>
  db.transaction([shopId], (tx) => rulesViewIn(tx, shopId, now, limited));

/** A shop's groups by id; whether they act does not depend on what is limited. */
export async function readGroups(db: Database, shopId: string, now: Date): Promise<Map<string, GroupView>> {
  const view = await readRulesView(db, shopId, now, []);
  return new Map((view?.groups ?? []).map((group) => [group.id, group]));
}
