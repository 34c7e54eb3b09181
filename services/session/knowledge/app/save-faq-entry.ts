import { audit } from '#libs/platform/audit/audit';
import { AppError, granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import { changeEntry, type FaqChange } from '../domain/change-entry';
import { expectRevision } from '../domain/expect-revision';
import type { FaqEntry } from '../domain/faq-entry';
import { loadCard, saveCard } from '../store/cards';
import { countEntries, loadEntry, removeEntry, saveEntry } from '../store/faq-entries';
import { inLockedShop, type InShop, type KnowledgeDeps } from './in-locked-shop';

interface Expecting extends CommandInput {
  readonly expectedRevision?: number | null | undefined;
}

export interface SaveFaqInput extends Expecting, FaqChange {
  readonly entryId?: string | null | undefined;
}

/** How many entries a shop can have. */
export const mostEntries = 500;

/** Saves a new entry, or changes one. */
export async function saveFaqEntry(deps: KnowledgeDeps, command: Command<SaveFaqInput>): Promise<FaqEntry> {
  const { entryId, expectedRevision, ...change } = command.input;
  const saved = await inLockedShop(deps, command, async (place) => {
    const { tx, shopId, now } = place;
    const before = entryId ? await entryOrThrow(place, entryId) : null;
    granted(expectRevision(before?.revision ?? 0, expectedRevision));
    const content = granted(changeEntry(before, change));
    if (!before && (await countEntries(tx, shopId)) >= mostEntries) throw tooMany;
    const id = before?.id ?? deps.newId();
    const entry: FaqEntry = { ...content, id, revision: (before?.revision ?? 0) + 1, ...changed(before, command, now) };
    saveEntry(tx, shopId, entry);
    audit(tx, command, { at: now, on: { kind: 'FAQ_ENTRY', id }, before, after: entry });
    return entry;
  });
  return { ...saved, changedAt: new Date(saved.changedAt) };
}

/** Takes an entry away; what buyers were answered stays. */
export const removeFaqEntry = (deps: KnowledgeDeps, command: Command<Expecting & { readonly entryId: string }>): Promise<boolean> =>
  inLockedShop(deps, command, async (place) => {
    const { tx, shopId, now } = place;
    const { entryId, expectedRevision } = command.input;
    const before = await entryOrThrow(place, entryId);
    granted(expectRevision(before.revision, expectedRevision));
    removeEntry(tx, shopId, entryId);
    await leaveCard(place, entryId, command.caller.account);
    audit(tx, command, { at: now, on: { kind: 'FAQ_ENTRY', id: entryId }, before, after: null });
    return true;
  });

const changed = (before: FaqEntry | null, { caller }: Command<SaveFaqInput>, changedAt: Date) => ({
  presetKey: before?.presetKey ?? null,
  changedAt,
  changedBy: caller.account,
});

/** A question that is gone leaves the card (KB-2). */
async function leaveCard({ tx, shopId, now }: InShop, entryId: string, changedBy: string | null): Promise<void> {
  const card = await loadCard(tx, shopId);
  if (!card?.entryIds.includes(entryId)) return;
  const entryIds = card.entryIds.filter((id) => id !== entryId);
  saveCard(tx, shopId, { revision: card.revision + 1, entryIds, changedAt: now, changedBy });
}

async function entryOrThrow({ tx, shopId }: InShop, entryId: string): Promise<FaqEntry> {
  const entry = await loadEntry(tx, shopId, entryId);
  if (entry) return entry;
  throw new AppError('FAQ_ENTRY_NOT_FOUND', 'There is no such entry.', { field: 'entryId', expected: 'the id of an entry of this shop' });
}

const tooMany = new AppError('BAD_USER_INPUT', 'The shop has too many entries.', {
  field: 'entryId',
  expected: `at most ${mostEntries} entries; change or remove one`,
});
