import { pinyin } from 'pinyin-pro';
import { comparable } from '../../../knowledge/domain/comparable-text';

/** A text as it is looked for: by its characters, and by how it is spoken. */
export interface Reading {
  /** As texts are compared, without accents. */
  readonly plain: string;
  /** Its syllables and words in letters without blanks: Chinese by pinyin without tones. */
  readonly letters: string;
  /** 1 where a syllable or word of the letters begins. */
  readonly begins: Uint8Array;
}

const accents = /\p{M}+/gu;
const plainLetters = /^[\p{ASCII}\p{Script=Han}]*$/u;

/** As texts are compared, and accents do not matter. */
export function folded(text: string): string {
  const same = comparable(text);
  return plainLetters.test(same) ? same : same.normalize('NFD').replaceAll(accents, '').normalize('NFC');
}

const han = /\p{Script=Han}/u;

/** How a text is written and spoken; what has several sounds is read by the words it stands in. */
export function readingOf(text: string): Reading {
  const plain = folded(text);
  const spoken = han.test(plain) ? pinyin(plain, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' }) : [plain];
  const syllables = spoken.flatMap((each) => each.split(' ')).filter((each) => each !== '');
  const letters = syllables.join('');
  const begins = new Uint8Array(letters.length);
  let at = 0;
  for (const syllable of syllables) {
    begins[at] = 1;
    at += syllable.length;
  }
  return { plain, letters, begins };
}

/** The first letters of what is spoken: 发货 → fh. */
export function initialsOf({ letters, begins }: Reading): string {
  let initials = '';
  for (let at = 0; at < letters.length; at += 1) if (begins[at] === 1) initials += letters[at]!;
  return initials;
}
