const apart = /[^\p{L}\p{M}\p{N}]+/gu;
const withoutBlanks = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}`;
const blankBesideThem = new RegExp(`(?<=[${withoutBlanks}]) | (?=[${withoutBlanks}])`, 'gu');

/** A text as texts are compared: one spelling of width and case, words apart by one blank, Chinese and Japanese without blanks, nothing but letters and digits. */
export const comparable = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replaceAll(apart, ' ').trim().replaceAll(blankBesideThem, '');

const lettersOfWords = new RegExp(`^(?![${withoutBlanks}])[\\p{L}\\p{M}]$`, 'u');
const digit = /^\p{N}$/u;

/** Whether a phrase stands in a text, both comparable: as whole words where words are written apart ("ship" is not in "friendship", nor "7天" in "17天"). */
export function says(text: string, phrase: string): boolean {
  if (phrase === '') return false;
  for (let from = text.indexOf(phrase); from >= 0; from = text.indexOf(phrase, from + 1)) {
    const to = from + phrase.length;
    if (!isOneWord(text[from - 1], text[from]) && !isOneWord(text[to - 1], text[to])) return true;
  }
  return false;
}

const isOneWord = (before: string | undefined, after: string | undefined): boolean =>
  before !== undefined && after !== undefined && [lettersOfWords, digit].some((kind) => kind.test(before) && kind.test(after));
