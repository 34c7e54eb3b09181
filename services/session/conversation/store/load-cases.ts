import { policyDefaults } from '#libs/contracts/index';
import type { Statement, Tx } from '#libs/platform/database/database';
import { rowPicker, selectList } from '#libs/platform/database/read-rows';
import { shopCopyTable, voiceOf } from '../../copies/store/shop-copy';
import type { Buyer, ShopTerms } from '../domain/session';
import { buyerTable, toBuyer } from './buyer-table';
import { sessionTable, toStoredSession, type StoredSession } from './session-table';

/** Sessions with their buyers and their shops' terms. */
export interface Cases {
  readonly sessions: readonly StoredSession[];
  readonly buyers: readonly Buyer[];
  readonly terms: ReadonlyMap<string, ShopTerms>;
}

type CaseRow = Readonly<Record<string, unknown>>;

const columns = [
  selectList(sessionTable, 's'),
  selectList(buyerTable, 'b', buyerTable.fields, 'buyer.'),
  selectList(shopCopyTable, 'p', shopCopyTable.fields, 'shop.'),
].join(', ');

const pickBuyer = rowPicker(buyerTable, 'buyer.');
const pickShop = rowPicker(shopCopyTable, 'shop.');

/* One look-up by a unique key per row, whatever the planner believes of tables it has no figures for yet: row security tempts it to read whole shops. */
const load: Statement = {
  name: 'cases-load',
  text: `SELECT ${columns} FROM unnest($1::uuid[]) AS k (id)
      JOIN LATERAL (SELECT * FROM buyer WHERE id = k.id LIMIT 1) AS b ON true
      JOIN LATERAL (SELECT * FROM shop_copy WHERE shop_id = b.shop_id LIMIT 1) AS p ON true
      LEFT JOIN LATERAL (SELECT * FROM session WHERE buyer_id = b.id AND closed_at IS NULL LIMIT 1) AS s ON true
    UNION ALL
    SELECT ${columns} FROM unnest($2::uuid[]) AS k (id)
      JOIN LATERAL (SELECT * FROM session WHERE id = k.id LIMIT 1) AS s ON true
      JOIN LATERAL (SELECT * FROM buyer WHERE id = s.buyer_id LIMIT 1) AS b ON true
      JOIN LATERAL (SELECT * FROM shop_copy WHERE shop_id = s.shop_id LIMIT 1) AS p ON true`,
};

/** The named buyers with their open sessions, and the named sessions whatever their state. One statement, because every flight runs it. */
export async function loadCases(
  tx: Tx,
  wanted: { readonly buyers: readonly string[]; readonly sessions: readonly string[] },
): Promise<Cases> {
  const rows = await tx.query<CaseRow>(load, [wanted.buyers, wanted.sessions]);
  return {
    sessions: rows.flatMap((row) => (row['id'] === null ? [] : [toStoredSession(row)])),
    buyers: rows.map((row) => toBuyer(pickBuyer(row))),
    terms: new Map(rows.map((row) => [row['shop.shopId'] as string, termsOf(row)])),
  };
}

function termsOf(row: CaseRow): ShopTerms {
  const shop = pickShop(row);
  const { policyVersion, holdMinutes, idleAfterAgentMinutes, idleAfterBuyerMinutes } = shop;
  const orders = {
    validityDays: shop.orderValidityDays ?? policyDefaults.orderValidityDays,
    afterSalesDays: shop.afterSalesPeriodDays ?? policyDefaults.afterSalesPeriodDays,
  };
  return {
    ...voiceOf(shop),
    courtesyReopens: shop.courtesyReopens ?? true,
    botFirst: shop.botFirst ?? true,
    orders,
    recallMinutes: shop.messageRecallMinutes ?? policyDefaults.messageRecallMinutes,
    outboundTexts: shop.outboundTexts ?? false,
    outboundQuota: quotaOf(shop.outboundMessages, shop.outboundHours),
    policy: { version: policyVersion, holdMinutes, idleAfterAgentMinutes, idleAfterBuyerMinutes },
  };
}

const quotaOf = (messages: number | null, hours: number | null): ShopTerms['outboundQuota'] =>
  messages === null || hours === null ? null : { messages, hours };
