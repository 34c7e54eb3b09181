/** Phrases that put a buyer off instead of answering (KB-7), in lower case. Data: a phrase more is a line more. */
const vaguePhrases: readonly string[] = [
  'look into',
  'let me check',
  'i will check',
  "i'll check",
  'we will check',
  "we'll check",
  'get back to you',
  'as soon as possible',
  'please wait',
  'wait a moment',
  'not sure',
  'maybe',
  'perhaps',
  'probably',
  'it depends',
  'should be fine',
  'up to you',
  '帮您看看',
  '帮你看看',
  '帮您查',
  '帮你查',
  '帮您问',
  '帮你问',
  '看一下',
  '查一下',
  '问一下',
  '核实一下',
  '了解一下',
  '稍等',
  '稍后回复',
  '尽快',
  '大概',
  '可能',
  '也许',
  '应该是',
  '应该可以',
  '差不多',
  '不太清楚',
  '不清楚',
  '不确定',
  '看情况',
  '视情况',
];

const wordBoundary = /[a-z]/;

/** The first phrase of a reply that says nothing definite; null for a clear one. English phrases count as whole words only. */
export function vaguePhraseOf(reply: string): string | null {
  const text = reply.normalize('NFKC').replaceAll('’', "'").toLowerCase();
  return vaguePhrases.find((phrase) => stands(text, phrase)) ?? null;
}

function stands(text: string, phrase: string): boolean {
  for (let from = text.indexOf(phrase); from >= 0; from = text.indexOf(phrase, from + 1)) {
    const [before, after] = [text[from - 1] ?? '', text[from + phrase.length] ?? ''];
    if (!wordBoundary.test(phrase) || (!wordBoundary.test(before) && !wordBoundary.test(after))) return true;
  }
  return false;
}
