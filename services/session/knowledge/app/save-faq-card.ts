import { audit } from '#libs/platform/audit/audit';
import { granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import { cardAdvice, previewCard, type CardAdvice, type PreviewedQuestion } from '../domain/card-advice';
import { expectRevision } from '../domain/expect-revision';
import { chooseEntries, type FaqCard } from '../domain/faq-card';
import type { FaqEntry } from '../domain/faq-entry';
import type { Product } from '../domain/product';
import { loadCard, saveCard } from '../store/cards';
import { entriesOf } from '../store/faq-entries';
import { inLockedShop, type KnowledgeDeps } from './in-locked-shop';

/** The card with its entries that are switched on, in its order. */
export interface CardView extends FaqCard {
  readonly shopId: string;
  readonly entries: readonly FaqEntry[];
}

export interface SaveCardInput extends CommandInput {
  readonly entryIds: readonly string[];
  readonly expectedRevision?: number | null | undefined;
}

/** Chooses the questions of the card (KB-2). */
export async function saveFaqCard(
  deps: KnowledgeDeps,
  command: Command<SaveCardInput>,
): Promise<{ card: CardView; warnings: CardAdvice[] }> {
  const { entryIds, expectedRevision } = command.input;
  const { shopId } = command;
  const saved = await inLockedShop(deps, command, async ({ tx, now }) => {
    const [before, known] = await Promise.all([loadCard(tx, shopId), entriesOf(tx, keysOf(shopId, entryIds))]);
    granted(expectRevision(before?.revision ?? 0, expectedRevision));
    const entries = granted(chooseEntries(entryIds, known));
    const card = { revision: (before?.revision ?? 0) + 1, entryIds, changedAt: now, changedBy: command.caller.account };
    saveCard(tx, shopId, card);
    audit(tx, command, { at: now, on: { kind: 'FAQ_CARD', id: shopId }, before, after: card });
    return { card, warnings: cardAdvice(entries) };
  });
  const card = { ...saved.card, changedAt: new Date(saved.card.changedAt) };
  return { card: await viewOf(deps, shopId, card), warnings: saved.warnings };
}

/** The shop's card; null as long as nobody has chosen one. */
export async function readFaqCard(deps: Pick<KnowledgeDeps, 'readDb'>, shopId: string): Promise<CardView | null> {
  const card = await deps.readDb.transaction([shopId], (tx) => loadCard(tx, shopId));
  return card && viewOf(deps, shopId, card);
}

/** The card as it would be, by the same decisions; nothing is saved. */
export async function previewFaqCard(
  { readDb }: Pick<KnowledgeDeps, 'readDb'>,
  { shopId, entryIds, product }: { readonly shopId: string; readonly entryIds: readonly string[]; readonly product: Product | null },
): Promise<{ questions: PreviewedQuestion[]; warnings: CardAdvice[] }> {
  const entries = granted(chooseEntries(entryIds, await readDb.transaction([shopId], (tx) => entriesOf(tx, keysOf(shopId, entryIds)))));
  return { questions: previewCard(entries, product), warnings: cardAdvice(entries) };
}

async function viewOf({ readDb }: Pick<KnowledgeDeps, 'readDb'>, shopId: string, card: FaqCard): Promise<CardView> {
  const known = await readDb.transaction([shopId], (tx) => entriesOf(tx, keysOf(shopId, card.entryIds)));
  const byId = new Map(known.map((entry) => [entry.id, entry]));
  const entries = card.entryIds.flatMap((id) => byId.get(id) ?? []).filter(({ enabled }) => enabled);
  return { ...card, shopId, entries };
}

const keysOf = (shopId: string, entryIds: readonly string[]) => entryIds.map((id) => ({ shopId, id }));
