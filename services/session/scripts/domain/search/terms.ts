import { initialsOf, type Reading } from './reading';

/*
 * What texts and queries are cut into, so that a text is found by what it has in common with the query: pairs of characters, three letters of a sound, pairs of
 * initials. The first letter says which of these it is, and whether of a heading or a text. Only headings are found by one character or by initials.
 */

/** Titles, keywords and categories. */
export const headingTerms = (reading: Reading): string[] => {
  const { plain, letters, begins } = reading;
  const initials = initialsOf(reading);
  return [
    ...parts('h', plain, 1),
    ...parts('h', plain, 2),
    ...parts('s', letters, 3),
    ...parts('p', letters, 1, begins),
    ...parts('p', letters, 2, begins),
    ...parts('i', initials, 2),
    ...startOf('h', plain),
    ...startOf('s', letters),
    ...startOf('i', initials),
  ];
};

export const textTerms = ({ plain, letters, begins }: Reading): string[] => [
  ...parts('x', plain, 2),
  ...parts('w', letters, spoken, begins),
];

/** What is looked for together: the share of the terms that a script has tells how near it is. */
export type Wanted = readonly { readonly term: string; readonly weight: number }[];

/** The ways in which a query may be meant: as it is written, as it sounds, and, where it is letters, as initials. */
export function wantedBy({ plain, letters }: Reading, pinyin: boolean): Wanted[] {
  const written =
    plain.length === 1 ? weighted(parts('h', plain, 1), 2) : [...weighted(parts('h', plain, 2), 3), ...weighted(parts('x', plain, 2), 2)];
  const ways = [[...written, ...weighted(startOf('h', plain), 1)]];
  if (!pinyin || letters === '') return ways;
  const heard = letters.length < 3 ? weighted([`p${letters}`], 2) : weighted(parts('s', letters, 3), 3);
  ways.push([...heard, ...weighted(parts('w', letters, spoken), 2), ...weighted(startOf('s', letters), 1)]);
  if (isLetters(plain) && letters.length > 1) ways.push([...weighted(parts('i', letters, 2), 3), ...weighted(startOf('i', letters), 1)]);
  return ways;
}

export const isLetters = (plain: string): boolean => /^[a-z ]+$/.test(plain);

/** So many letters from the beginning of a syllable on are kept of what a text sounds like. */
const spoken = 4;

const weighted = (terms: readonly string[], weight: number): { term: string; weight: number }[] =>
  [...new Set(terms)].map((term) => ({ term, weight }));

/** That it begins so, and, where it is short, that this is all of it: which is nearer than only having it somewhere. */
const startOf = (kind: string, text: string): string[] =>
  text === '' ? [] : [`^${kind}${text.slice(0, 2)}`, ...(text.length <= short ? [`=${kind}${text}`] : [])];

const short = 8;

/** The parts of one length; only those that begin where `begins` is 1. */
function parts(kind: string, text: string, length: number, begins?: Uint8Array): string[] {
  const found: string[] = [];
  for (let from = 0; from + length <= text.length; from += 1) {
    if (begins && begins[from] !== 1) continue;
    const part = text.slice(from, from + length);
    if (!part.includes(' ')) found.push(kind + part);
  }
  return found;
}
