import type { MessageType } from './session';

const phrases = [
  ...[
    '非常感谢',
    '太感谢',
    '感谢',
    '多谢',
    '谢谢',
    '谢了',
    '好的',
    '好滴',
    '好哒',
    '好嘞',
    '好',
    '嗯',
    '行',
    '收到',
    '明白',
    '知道了',
    '了解',
  ],
  ...['辛苦', '不客气', '没事', '再见', '拜拜', '你了', '您了', '了', '啦', '哦', '哈', '呀', '亲', '您', '谢谢你', '麻烦你了', '麻烦您了'],
  ...['thankyou', 'thanks', 'thx', 'somuch', 'verymuch', 'alot', 'okay', 'ok', 'great', 'gotit', 'goodbye', 'bye', 'cheers'],
];
const onlyPhrases = new RegExp(`^(?:${[...phrases].sort((one, other) => other.length - one.length).join('|')})+$`, 'u');
const emoji = /\p{Extended_Pictographic}/u;
const decoration = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{P}\p{S}\s\u200d\ufe0f]/gu;

/**
 * Whether a buyer's message is courtesy only: thanks, assent, a farewell or an emoji, which ask for nothing (RES-88). A greeting is none, since a question
 * follows it.
 */
export function isCourtesy({ type, text }: { readonly type: MessageType; readonly text: string | null }): boolean {
  if (type === 'EMOJI') return true;
  if (type !== 'TEXT' || text === null || /[?？]/u.test(text)) return false;
  const words = text.toLowerCase().replace(decoration, '');
  return words === '' ? emoji.test(text) : onlyPhrases.test(words);
}
