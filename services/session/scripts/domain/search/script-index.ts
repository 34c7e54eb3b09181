import { comparable, says } from '../../../knowledge/domain/comparable-text';
import type { Script } from '../script';
import { rank, type Match, type Readings } from './rank';
import { readingOf, type Reading } from './reading';
import { headingTerms, textTerms, wantedBy } from './terms';
import { TermIndex } from './term-index';

/** What a search knows of a script. */
export type Searched = Pick<
  Script,
  'id' | 'tier' | 'ownerId' | 'department' | 'categoryId' | 'validFrom' | 'validUntil' | 'position' | 'offered'
>;

interface Entry extends Searched {
  readonly readings: Readings;
}

export interface Hit {
  readonly script: Searched;
  readonly match: Match;
}

/** A script of which something stands in a text, and what. */
export interface Mention {
  readonly script: Searched;
  readonly words: string;
}

export interface Search {
  readonly query: string;
  /** Whether it may be meant as it sounds too. */
  readonly pinyin: boolean;
  readonly most: number;
  readonly isWanted: (script: Searched) => boolean;
}

/** How many of those that have most in common with a query are looked at one by one. */
const looked = 100;
const longestQuery = 60;
const longestText = 800;

/** The scripts of a shop, ready to be searched. */
export class ScriptIndex {
  private terms = new TermIndex();
  private entries: (Entry | null)[] = [];
  private readonly numbers = new Map<string, number>();

  get size(): number {
    return this.numbers.size;
  }

  /** Puts a script in, in place of what it was; `categories` are the names of where it stands. */
  put(script: Searched & Pick<Script, 'title' | 'text' | 'keywords'>, categories: readonly string[]): void {
    this.remove(script.id);
    const { id, tier, ownerId, department, categoryId, validFrom, validUntil, position, offered } = script;
    const readings: Readings = {
      TITLE: [readingOf(script.title)],
      KEYWORDS: script.keywords.map(readingOf),
      CATEGORY: categories.map(readingOf),
      TEXT: script.text === null ? [] : [readingOf(script.text.slice(0, longestText))],
    };
    this.enter({ id, tier, ownerId, department, categoryId, validFrom, validUntil, position, offered, readings });
  }

  remove(id: string): void {
    const number = this.numbers.get(id);
    if (number === undefined) return;
    this.entries[number] = null;
    this.numbers.delete(id);
    if (this.entries.length > 1_000 && this.numbers.size * 2 < this.entries.length) this.compact();
  }

  /** The scripts that are nearest to a query, in the order that people gave where they are equally near. */
  search({ query, pinyin, most, isWanted }: Search): Hit[] {
    const asked = readingOf(query.slice(0, longestQuery));
    if (asked.plain === '') return [];
    const wants = (number: number): boolean => this.isEntry(number, isWanted);
    const near = new Set(wantedBy(asked, pinyin).flatMap((wanted) => this.terms.best(wanted, looked, wants)));
    const hits = [...near].flatMap((number) => this.hit(asked, this.entries[number]!, pinyin));
    return hits.sort(better).slice(0, most);
  }

  /** The scripts whose title or a keyword stands in what somebody wrote, the longest of these words first. */
  mentionedIn(said: string, isWanted: Search['isWanted'], most: number): Mention[] {
    const text = comparable(said.slice(0, longestText));
    const [wanted = []] = wantedBy(readingOf(said.slice(0, longestText)), false);
    const near = this.terms.best(wanted, looked, (number) => this.isEntry(number, isWanted));
    return near
      .flatMap((number) => mention(this.entries[number]!, text) ?? [])
      .sort((one, other) => other.words.length - one.words.length || byPlace(one, other))
      .slice(0, most);
  }

  private isEntry(number: number, isWanted: Search['isWanted']): boolean {
    const entry = this.entries[number];
    return entry !== null && entry !== undefined && isWanted(entry);
  }

  private hit(asked: Reading, script: Entry, pinyin: boolean): Hit[] {
    const match = rank(asked, script.readings, pinyin);
    return match ? [{ script, match }] : [];
  }

  private enter(entry: Entry): void {
    const { TITLE, KEYWORDS, CATEGORY, TEXT } = entry.readings;
    const number = this.terms.add([...[...TITLE, ...KEYWORDS, ...CATEGORY].flatMap(headingTerms), ...TEXT.flatMap(textTerms)]);
    this.entries[number] = entry;
    this.numbers.set(entry.id, number);
  }

  /** Numbers anew what is there, in the same order. */
  private compact(): void {
    const kept = this.entries.filter((entry) => entry !== null);
    [this.terms, this.entries] = [new TermIndex(), []];
    this.numbers.clear();
    for (const entry of kept) this.enter(entry);
  }
}

const byPlace = ({ script: one }: { readonly script: Searched }, { script: other }: { readonly script: Searched }): number =>
  one.position - other.position || (one.id < other.id ? -1 : 1);

const better = (one: Hit, other: Hit): number => other.match.score - one.match.score || byPlace(one, other);

/** The longest of a script's title and keywords that stands in a text. */
function mention(script: Entry, text: string): Mention | null {
  const phrases = [...script.readings.TITLE, ...script.readings.KEYWORDS].map(({ plain }) => plain).filter((phrase) => says(text, phrase));
  const words = phrases.sort((one, other) => other.length - one.length)[0];
  return words === undefined ? null : { script, words };
}
