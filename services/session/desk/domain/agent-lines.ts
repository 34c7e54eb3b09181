import type { Language } from '#libs/calendar/index';

/** What an agent is offered to say, by kind, in the language of the shop's buyers. */
const lines = {
  CLOSING: {
    zh: '感谢您的咨询，以后遇到任何问题，欢迎随时联系我们，祝您生活愉快！',
    en: 'Thank you for your message. Whatever comes up later, you are always welcome to contact us.',
  },
  ASK_ANYTHING: { zh: '我能帮助你什么？', en: 'How can I help you?' },
  ASK_PRODUCT: { zh: '你对这种商品有什么疑问？', en: 'What would you like to know about this product?' },
  ASK_ORDER: { zh: '您对此订单有何疑问？', en: 'What would you like to know about this order?' },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;

export type AgentLine = keyof typeof lines;

export const agentLine = (kind: AgentLine, language: Language): string => lines[kind][language];
