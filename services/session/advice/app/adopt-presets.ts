import type { Language } from '#libs/calendar/index';
import { audit } from '#libs/platform/audit/audit';
import { AppError, granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import { readVoice } from '../../copies/store/shop-copy';
import { changeEntry } from '../../knowledge/domain/change-entry';
import type { FaqEntry } from '../../knowledge/domain/faq-entry';
import { presetsOf, type FaqPreset } from '../domain/faq-presets';
import { countEntries, entriesOf, presetKeysOf, saveEntry } from '../../knowledge/store/faq-entries';
import { inLockedShop, type InShop, type KnowledgeDeps } from '../../knowledge/app/in-locked-shop';
import { mostEntries } from '../../knowledge/app/save-faq-entry';

export interface AdoptInput extends CommandInput {
  readonly keys: readonly string[];
  readonly language: Language | null;
}

/** What a shop can take over, in the language of its buyers. */
export interface OfferedPreset {
  readonly preset: FaqPreset;
  readonly language: Language;
  readonly adopted: boolean;
}

/** Makes the shop's own entries of presets (KB-6); one that it has already is left as the shop has made it. */
export async function adoptPresets(deps: KnowledgeDeps, command: Command<AdoptInput>): Promise<FaqEntry[]> {
  const { shopId } = command;
  const ids = await inLockedShop(deps, command, async (place) => {
    const { tx, now } = place;
    const [voice, existing, had] = await Promise.all([readVoice(tx, shopId), countEntries(tx, shopId), presetKeysOf(tx, shopId)]);
    const offered = presetsOf(voice?.preset ?? null);
    const chosen = command.input.keys.map((key, index) => offered.find((preset) => preset.key === key) ?? unknownPreset(index, offered));
    const fresh = [...new Set(chosen)].filter(({ key }) => !had.has(key));
    if (existing + fresh.length > mostEntries) throw tooMany;
    const language = command.input.language ?? voice?.language ?? 'zh';
    const entries = fresh.map((preset) => copyOf(preset, language, { ...place, id: deps.newId(), by: command.caller.account }));
    for (const entry of entries) saveEntry(tx, shopId, entry);
    audit(tx, command, { at: now, on: { kind: 'FAQ_PRESETS', id: shopId }, before: null, after: { adopted: fresh.map(({ key }) => key) } });
    return entries.map(({ id }) => id);
  });
  const found = await deps.readDb.transaction([shopId], (tx) =>
    entriesOf(
      tx,
      ids.map((id) => ({ shopId, id })),
    ),
  );
  return ids.flatMap((id) => found.find((entry) => entry.id === id) ?? []);
}

/** The presets of the shop's platform. */
export const readPresets = ({ readDb }: Pick<KnowledgeDeps, 'readDb'>, shopId: string): Promise<OfferedPreset[]> =>
  readDb.transaction([shopId], async (tx) => {
    const [voice, had] = await Promise.all([readVoice(tx, shopId), presetKeysOf(tx, shopId)]);
    const language = voice?.language ?? 'zh';
    return presetsOf(voice?.preset ?? null).map((preset) => ({ preset, language, adopted: had.has(preset.key) }));
  });

function copyOf(
  { key, texts }: FaqPreset,
  language: Language,
  { id, now, by }: Pick<InShop, 'now'> & { readonly id: string; readonly by: string | null },
): FaqEntry {
  return { ...granted(changeEntry(null, texts[language])), id, revision: 1, presetKey: key, changedAt: now, changedBy: by };
}

function unknownPreset(index: number, offered: readonly FaqPreset[]): never {
  throw new AppError('BAD_USER_INPUT', 'There is no such preset for the platform of the shop.', {
    field: `keys.${index}`,
    expected: `one of ${offered.map(({ key }) => key).join(', ')}`,
  });
}

const tooMany = new AppError('BAD_USER_INPUT', 'The shop would have too many entries.', {
  field: 'keys',
  expected: `at most ${mostEntries} entries in all; remove some`,
});
