import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { RowOf } from '#libs/platform/database/table';
import type { FaqCard } from '../domain/faq-card';
import { cardTable } from './card-table';

type CardRow = RowOf<typeof cardTable>;

/** A question on a card, as buyers see it. */
export interface CardQuestion {
  readonly entryId: string;
  readonly question: string;
}

const save = insertRows(cardTable, { name: 'faq-card-save', onConflict: { update: changing(cardTable) } });
const one: Statement = { name: 'faq-card-one', text: `SELECT ${selectList(cardTable, 'c')} FROM faq_card AS c WHERE shop_id = $1` };

/* By key, question for question: a planner without figures would rather read all entries. */
const shown: Statement = {
  name: 'faq-cards-shown',
  text: `SELECT c.shop_id AS "shopId", e.id AS "entryId", e.question FROM unnest($1::uuid[]) AS k (shop_id)
    JOIN LATERAL (SELECT * FROM faq_card WHERE shop_id = k.shop_id LIMIT 1) AS c ON true
    CROSS JOIN LATERAL unnest(c.entry_ids) WITH ORDINALITY AS chosen (id, place)
    JOIN LATERAL (SELECT id, question FROM faq_entry WHERE shop_id = c.shop_id AND id = chosen.id::uuid AND enabled LIMIT 1) AS e ON true
    ORDER BY c.shop_id, chosen.place`,
};

export const saveCard = (tx: Tx, shopId: string, card: FaqCard): void => tx.send(save, [jsonRows([{ ...card, shopId }])]);

export const loadCard = async (tx: Tx, shopId: string): Promise<FaqCard | null> =>
  (await tx.query<CardRow>(one, [shopId])).map(({ shopId: _shopId, ...card }) => card)[0] ?? null;

/** What buyers of these shops are shown, by shop: the entries of the card that are switched on, in its order. */
export async function cardsOf(tx: Tx, shopIds: readonly string[]): Promise<ReadonlyMap<string, readonly CardQuestion[]>> {
  const found = new Map<string, CardQuestion[]>();
  for (const { shopId, ...question } of await tx.query<CardQuestion & { shopId: string }>(shown, [shopIds])) {
    const questions = found.get(shopId);
    if (questions) questions.push(question);
    else found.set(shopId, [question]);
  }
  return found;
}
