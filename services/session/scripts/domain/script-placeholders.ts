import { placeholdersOf, withNames } from '#libs/calendar/index';
import { refuse, type Refusal } from '#libs/platform/errors';

/** What can stand in braces in a script, by the name that is kept; the others are aliases (KB-19). */
export const scriptPlaceholders = {
  agentName: ['agentName', '客服昵称', '客服'],
  buyerName: ['buyerName', '买家昵称', '买家'],
  productName: ['productName', '商品名称'],
  productDescription: ['productDescription', '商品介绍'],
  orderId: ['orderId', '订单号'],
  receptionHours: ['receptionHours', '具体接待时间', '接待时间'],
  nextOpening: ['nextOpening', '下次接待时间'],
} as const;

export type ScriptPlaceholder = keyof typeof scriptPlaceholders;

const names = Object.keys(scriptPlaceholders) as ScriptPlaceholder[];

/** The placeholders of a text, each once. */
export const variablesOf = (text: string): readonly ScriptPlaceholder[] => [...new Set(placeholdersOf(scriptPlaceholders, text).known)];

/** A text with its placeholders under the names that are kept; refuses one that nothing could ever be filled in for. */
export function parseVariables(text: string, field: string): string | Refusal {
  const [unknown] = placeholdersOf(scriptPlaceholders, text).unknown;
  if (unknown === undefined) return withNames(scriptPlaceholders, text);
  return refuse('UNKNOWN_PLACEHOLDER', `Nothing can be filled in for {${unknown.slice(0, 50)}}.`, {
    field,
    expected: `${names.map((name) => `{${name}}`).join(', ')}, and nothing else in braces`,
  });
}
