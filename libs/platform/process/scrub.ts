import { cutText } from '../cut-text';

/** What gives access, wherever it stands: the parts of an address before its @, bearers' tokens, keys of ours, and long words with digits in them. */
const secrets: readonly (readonly [RegExp, string])[] = [
  [/\b([a-z][a-z\d+.-]*:\/\/)[^\s/@]*@/gi, '$1…@'],
  [/\b(Bearer|Basic)\s+[^\s"',;]+/gi, '$1 …'],
  [/\beyJ[\w-]*(\.[\w-]*)*/g, '…'],
  [/\bjd_\w+/g, '…'],
  [/(?<![\w-])(?=[\w-]*\d)[\w-]{40,}(?![\w-])/g, '…'],
];

/** What stands in quotes in an error's text is a value, as a rule: a buyer's word that is no number, a client's that is no field. */
const quoted = /"[^"]*("|$)|(?<!\w)'[^']*('(?!\w)|$)|`[^`]*(`|$)|“[^”]*(”|$)/g;

const longestText = 1_000;

/** A sentence without what gives access and, unless what is quoted are names of ours, without what is quoted. */
export function scrub(text: string, { quotes }: { readonly quotes: 'ours' | 'values' }): string {
  const bare = secrets.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), cutText(text, longestText));
  return quotes === 'ours' ? bare : bare.replace(quoted, '"…"');
}
