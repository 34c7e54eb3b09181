import type { Caller } from '#libs/platform/access/caller';
import type { Database } from '#libs/platform/database/database';
import { sessionNotFound } from '#libs/platform/errors';
import { readSessions } from '../../conversation/app/read-sessions';
import { comparable } from '../../knowledge/domain/comparable-text';
import type { FaqAnswer, FaqEntry } from '../../knowledge/domain/faq-entry';
import { matchFaq } from '../../knowledge/domain/match-faq';
import type { Product } from '../../knowledge/domain/product';
import { answersOf, loadEntry } from '../../knowledge/store/faq-entries';
import { isValidOn, type Script } from '../domain/script';
import type { ScriptIndex, Searched } from '../domain/search/script-index';
import { sees, type Viewer } from '../domain/viewer';
import { readLastAsked } from '../store/last-asked';
import { loadLibrary } from '../store/library';
import { loadScripts } from '../store/scripts';
import { dateIn } from './read-scripts';
import type { SearchDeps } from './search-scripts';
import { viewerOf } from './viewer-of';

export interface SuggestionAsked {
  readonly shopId: string;
  readonly sessionId: string;
  /** What the agent has typed so far; empty when nothing. */
  readonly typed: string;
  readonly first: number;
}

/** A reply that may fit, and why. */
export interface ReplySuggestion {
  readonly because: 'TYPED' | 'BUYER_MESSAGE';
  /** The words that fit: of the buyer's message, or what was typed. */
  readonly words: string;
  readonly script: Script | null;
  readonly faqEntry: FaqEntry | null;
}

type Found = Pick<ReplySuggestion, 'because' | 'words'> & { readonly kind: 'SCRIPT' | 'FAQ'; readonly id: string };

/**
 * What an agent may answer: what fits what it types first (KB-10), then what the buyer's last message asks for (KB-9); of each, common questions before
 * scripts, since these were written for the question.
 */
export async function suggestReplies(deps: SearchDeps, caller: Caller, asked: SuggestionAsked): Promise<ReplySuggestion[]> {
  const { readDb, indexes } = deps;
  const { shopId, sessionId, first } = asked;
  const session = (await readSessions(readDb, shopId, [sessionId])).get(sessionId)?.session;
  if (!session) throw sessionNotFound();
  const known = await readKnown(deps, caller, asked);
  const index = await indexes.upTo(shopId, known.seq);
  const found = findReplies(index, { ...known, product: session.product, ...asked });
  return present(readDb, shopId, known.viewer, found.slice(0, first));
}

interface Known {
  readonly viewer: Viewer;
  readonly seq: number;
  readonly today: string;
  readonly entries: readonly FaqAnswer[];
  /** What the buyer wrote last. */
  readonly question: string;
}

const readKnown = ({ readDb, clock }: SearchDeps, caller: Caller, { shopId, sessionId }: SuggestionAsked): Promise<Known> =>
  readDb.transaction([shopId], async (tx) => {
    const [viewer, { seq }, today, faq, question] = await Promise.all([
      viewerOf(tx, caller),
      loadLibrary(tx, shopId),
      dateIn(tx, shopId, clock.now()),
      answersOf(tx, [shopId]),
      readLastAsked(tx, shopId, sessionId),
    ]);
    return { viewer, seq, today, entries: faq.get(shopId) ?? [], question: question ?? '' };
  });

type Looked = Omit<Known, 'seq'> & Pick<SuggestionAsked, 'typed' | 'first'> & { readonly product: Product | null };

/** Each reply once, for the first of its reasons. */
function findReplies(index: ScriptIndex, { viewer, today, entries, question, typed, first, product }: Looked): Found[] {
  const isWanted = (script: Searched): boolean => sees(viewer, script) && isValidOn(script, today);
  const found: Found[] = [
    ...typedFor(entries, typed).map((id): Found => ({ kind: 'FAQ', id, because: 'TYPED', words: typed })),
    ...index
      .search({ query: typed, pinyin: true, most: first, isWanted })
      .map(({ script: { id } }): Found => ({ kind: 'SCRIPT', id, because: 'TYPED', words: typed })),
    ...matchFaq(entries, question, product).map(({ entry: { id }, phrase }): Found => ({
      kind: 'FAQ',
      id,
      because: 'BUYER_MESSAGE',
      words: phrase,
    })),
    ...index
      .mentionedIn(question, isWanted, first)
      .map(({ script: { id }, words }): Found => ({ kind: 'SCRIPT', id, because: 'BUYER_MESSAGE', words })),
  ];
  return [...new Map(found.toReversed().map((each) => [each.id, each])).values()].toReversed();
}

const present = (readDb: Database, shopId: string, viewer: Viewer, chosen: readonly Found[]): Promise<ReplySuggestion[]> =>
  readDb.transaction([shopId], async (tx) => {
    const [scripts, entries] = await Promise.all([
      loadScripts(tx, shopId, idsOf(chosen, 'SCRIPT')),
      Promise.all(idsOf(chosen, 'FAQ').map((id) => loadEntry(tx, shopId, id))),
    ]);
    return chosen.flatMap(({ id, because, words }) => {
      const script = scripts.find((each) => each.id === id && each.deletedAt === null && sees(viewer, each)) ?? null;
      const faqEntry = entries.find((each) => each?.id === id) ?? null;
      return script || faqEntry ? [{ because, words, script, faqEntry }] : [];
    });
  });

const idsOf = (chosen: readonly Found[], kind: Found['kind']): string[] => chosen.flatMap((each) => (each.kind === kind ? [each.id] : []));

/** The common questions of which what is typed is a part, in the order of their places. */
function typedFor(entries: readonly FaqAnswer[], typed: string): string[] {
  const part = comparable(typed);
  if (part === '') return [];
  return entries
    .filter(({ phrases }) => phrases.some((phrase) => phrase.includes(part)))
    .toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}
