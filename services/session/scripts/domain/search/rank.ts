import { nearness, type Look, type MatchKind, type Nearness } from './nearness';
import { initialsOf, type Reading } from './reading';
import { isLetters } from './terms';

export const matchFields = ['TITLE', 'KEYWORDS', 'CATEGORY', 'TEXT'] as const;

/** Where a query was found. */
export type MatchField = (typeof matchFields)[number];

/** How a query was read where it was found. */
export type MatchReading = 'WRITTEN' | 'PINYIN' | 'INITIALS';

export interface Match {
  readonly field: MatchField;
  readonly reading: MatchReading;
  readonly kind: MatchKind;
  readonly score: number;
}

/** What is looked at of a script, read once. */
export type Readings = Readonly<Record<MatchField, readonly Reading[]>>;

const weightOf: Readonly<Record<MatchField, number>> = { TITLE: 1, KEYWORDS: 0.96, CATEGORY: 0.75, TEXT: 0.7 };
const readingWeight: Readonly<Record<MatchReading, number>> = { WRITTEN: 1, PINYIN: 0.94, INITIALS: 0.9 };

/** How much it counts that the text of a script says it too. */
const alsoInText = 0.02;

/** The best match of a query in a script: a function of the two alone, so that everybody gets the same order (KB-15). null where it is not near. */
export function rank(query: Reading, readings: Readings, pinyin: boolean): Match | null {
  let best: Match | null = null;
  for (const field of matchFields)
    for (const reading of readings[field]) {
      if (weightOf[field] <= (best?.score ?? 0)) break;
      best = better(best, inField(query, reading, field, pinyin));
    }
  if (best === null || best.field === 'TEXT') return best;
  const isInText = readings.TEXT.some(({ plain }) => plain.includes(query.plain));
  return isInText ? { ...best, score: best.score + alsoInText } : best;
}

const better = (one: Match | null, other: Match | null): Match | null =>
  one === null || (other !== null && other.score > one.score) ? other : one;

function inField(query: Reading, text: Reading, field: MatchField, pinyin: boolean): Match | null {
  const isText = field === 'TEXT';
  const matchOf = (reading: MatchReading, found: Nearness | null): Match | null =>
    found && { field, reading, kind: found.kind, score: found.value * readingWeight[reading] * weightOf[field] };
  const match = matchOf('WRITTEN', written(query.plain, text.plain, { forgives: isText ? 'GAPS' : 'ERRORS' }));
  if (!pinyin || query.letters === '') return match;
  const spoken = better(match, matchOf('PINYIN', heard(query, text, isText ? 'NOTHING' : 'ERRORS')));
  if (isText || !isLetters(query.plain) || query.letters.length < 2) return spoken;
  return better(spoken, matchOf('INITIALS', nearness(query.letters, initialsOf(text), { forgives: 'NOTHING' })));
}

/** As it is written; where words are written apart, each is looked for by itself too, in any order. */
function written(query: string, text: string, look: Look): Nearness | null {
  const whole = nearness(query, text, look);
  const words = query.split(' ');
  if (words.length === 1 || (whole && whole.kind !== 'SIMILAR' && whole.kind !== 'GAPS')) return whole;
  const each = words.map((word) => nearness(word, text, look));
  if (each.some((found) => found === null || found.kind === 'SIMILAR')) return whole;
  const mean = each.reduce((sum, found) => sum + found!.value, 0) / words.length;
  return { kind: 'GAPS', value: 0.85 * mean };
}

/** As it sounds, from the beginning of a syllable on. Letters are few: gaps between them count less, and so many pairs of them stand everywhere. */
function heard({ letters }: Reading, { letters: spoken, begins }: Reading, forgives: Look['forgives']): Nearness | null {
  const found = nearness(letters, spoken, { begins, forgives });
  if (found?.kind === 'SIMILAR' && found.value < leastLikeness) return null;
  return found?.kind === 'GAPS' ? { kind: 'GAPS', value: found.value - 0.2 } : found;
}

const leastLikeness = 0.35;
