import { leastErrors } from './least-errors';

/** How near a query is to a text, from best to worst. */
export type MatchKind = 'WHOLE' | 'START' | 'PART' | 'GAPS' | 'TYPO' | 'SIMILAR';

export interface Nearness {
  readonly kind: MatchKind;
  /** 1 is the query itself, 0 nothing of it. */
  readonly value: number;
}

/** What is looked at. */
export interface Look {
  /** 1 where a match may begin, as a syllable of a sound does; absent: anywhere. */
  readonly begins?: Uint8Array;
  /** How much is forgiven: nothing but that it is only a part, also gaps and missing pieces, or typing errors too. */
  readonly forgives: 'NOTHING' | 'GAPS' | 'ERRORS';
}

/** How a query lies in a text: as a whole, as its start, in it, over gaps, with typing errors, or in pieces; null when it is not near. */
export function nearness(query: string, text: string, look: Look): Nearness | null {
  if (query === '' || text === '') return null;
  if (query === text) return { kind: 'WHOLE', value: 1 };
  const found = beginOf(query, text, 0, look);
  if (found === 0) return { kind: 'START', value: 0.92 + 0.04 * (query.length / text.length) };
  if (found > 0) return { kind: 'PART', value: 0.84 + 0.04 * (query.length / text.length) };
  return query.length < 2 || look.forgives === 'NOTHING' ? null : forgiven(query, text, look);
}

function forgiven(query: string, text: string, look: Look): Nearness | null {
  const span = shortestSpan(query, text, look);
  if (span !== null && span <= mostSpan(query.length)) return { kind: 'GAPS', value: 0.7 + 0.1 * (query.length / span) };
  const [pairs, shared] = [query.length - 1, sharedPairs(query, text)];
  const allowed = look.forgives === 'ERRORS' ? mostErrors(query.length) : 0;
  // An error spoils three pairs at most: with fewer pairs in common there are more errors.
  if (allowed > 0 && shared >= pairs - 3 * allowed) {
    const errors = leastErrors(query, text);
    if (errors <= allowed) return { kind: 'TYPO', value: 0.68 - 0.1 * errors };
  }
  return shared >= 0.4 * pairs ? { kind: 'SIMILAR', value: (0.5 * shared) / pairs } : null;
}

/** Over how many characters those of a query may be spread. */
const mostSpan = (length: number): number => length * 2 + 2;

/** How many typing errors are forgiven. */
const mostErrors = (length: number): number => (length < 3 ? 0 : length < 8 ? 1 : 2);

/** Where a part of a text may begin, from a place on; -1 where it does not stand. */
function beginOf(part: string, text: string, from: number, { begins }: Look): number {
  let at = text.indexOf(part, from);
  while (at >= 0 && begins !== undefined && begins[at] !== 1) at = text.indexOf(part, at + 1);
  return at;
}

/** The length of the shortest stretch of the text that has the query's characters in order; null when there is none. */
function shortestSpan(query: string, text: string, look: Look): number | null {
  const first = query.charAt(0);
  let shortest: number | null = null;
  for (let from = beginOf(first, text, 0, look); from >= 0; from = beginOf(first, text, from + 1, look)) {
    let at = from;
    for (let index = 1; index < query.length && at >= 0; index += 1) at = text.indexOf(query.charAt(index), at + 1);
    if (at < 0) return shortest;
    if (shortest === null || at - from + 1 < shortest) shortest = at - from + 1;
  }
  return shortest;
}

/** How many of the query's pairs of characters stand in the text. */
function sharedPairs(query: string, text: string): number {
  let shared = 0;
  for (let at = 0; at + 2 <= query.length; at += 1) if (text.includes(query.slice(at, at + 2))) shared += 1;
  return shared;
}
