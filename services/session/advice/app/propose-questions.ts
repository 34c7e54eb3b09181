import { setImmediate as breathe } from 'node:timers/promises';
import type { Deps } from '#libs/service/run-service';
import { readVoice } from '../../copies/store/shop-copy';
import { comparable } from '../../knowledge/domain/comparable-text';
import type { FaqEntry } from '../../knowledge/domain/faq-entry';
import { presetsOf, type FaqPreset } from '../domain/faq-presets';
import { AskedTally, type Proposal, type Topic } from '../domain/most-asked';
import { askedTexts } from '../store/asked-texts';
import { loadCard } from '../../knowledge/store/cards';
import { listEntries } from '../../knowledge/store/faq-entries';
import { mostEntries } from '../../knowledge/app/save-faq-entry';

export interface ProposedQuestion extends Proposal {
  readonly entry: FaqEntry | null;
  readonly presetKey: string | null;
  readonly onCard: boolean;
}

const msPerDay = 24 * 3_600_000;
/** So many texts are sorted at a stretch; others are served in between. */
const stretch = 100;

/** The questions that buyers of the shop asked most in the last days (KB-8). Read from what they wrote each time: nothing of it is kept. */
export async function proposeQuestions(
  { readDb, clock }: Pick<Deps, 'readDb' | 'clock'>,
  shopId: string,
  { days, most }: { readonly days: number; readonly most: number },
): Promise<ProposedQuestion[]> {
  const since = new Date(clock.now().getTime() - days * msPerDay);
  const [entries, voice, card, asked] = await readDb.transaction([shopId], (tx) =>
    Promise.all([
      listEntries(tx, { shopId, after: null, most: mostEntries }),
      readVoice(tx, shopId),
      loadCard(tx, shopId),
      askedTexts(tx, shopId, since),
    ]),
  );
  const taken = new Set(entries.map(({ presetKey }) => presetKey));
  const offered = presetsOf(voice?.preset ?? null).filter(({ key }) => !taken.has(key));
  const tally = new AskedTally([...entries.map(topicOfEntry), ...offered.map((preset) => topicOfPreset(preset, voice?.language ?? 'zh'))]);
  for (const [index, text] of asked.entries()) {
    if (index % stretch === stretch - 1) await breathe();
    tally.add(text);
  }
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return tally.first(most).map((proposal) => {
    const entry = proposal.topic?.kind === 'ENTRY' ? (byId.get(proposal.topic.key) ?? null) : null;
    const presetKey = proposal.topic?.kind === 'PRESET' ? proposal.topic.key : null;
    return { ...proposal, entry, presetKey, onCard: entry !== null && (card?.entryIds.includes(entry.id) ?? false) };
  });
}

const topicOfEntry = ({ id: key, question, phrases }: FaqEntry): Topic => ({ kind: 'ENTRY', key, question, phrases });

/** A buyer may ask in either language. */
const topicOfPreset = ({ key, texts }: FaqPreset, language: 'zh' | 'en'): Topic => ({
  kind: 'PRESET',
  key,
  question: texts[language].question,
  phrases: Object.values(texts).flatMap(({ question, keywords }) => [question, ...keywords].map(comparable)),
});
