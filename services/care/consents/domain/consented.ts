import type { Medium } from './medium';

interface Word {
  readonly medium: Medium;
  readonly state: 'GRANTED' | 'WITHDRAWN';
  readonly at: Date;
}

/** The media that a customer consents to: the latest word on each counts, of two at one instant the refusal (CARE-10). */
export function consented(words: readonly Word[]): Medium[] {
  const latest = new Map<Medium, Word>();
  for (const word of words) {
    const known = latest.get(word.medium);
    if (!known || word.at > known.at || (word.at.getTime() === known.at.getTime() && word.state === 'WITHDRAWN'))
      latest.set(word.medium, word);
  }
  return [...latest.values()]
    .filter(({ state }) => state === 'GRANTED')
    .map(({ medium }) => medium)
    .sort();
}
