import type { Language } from '#libs/calendar/index';
import type { PendingMessage } from './append-message';

const titles = {
  MEMBER: { zh: '会员专属客服', en: 'Your members’ service' },
  PRIORITY: { zh: '优先接待生效', en: 'You come first' },
} as const;

const texts = {
  QUEUE: { zh: '已跳过排队直连人工', en: 'You skip the queue and speak with a person at once.' },
  BOT: { zh: '已跳过机器人直连人工', en: 'You skip the bot and speak with a person at once.' },
  NOTHING: { zh: '已安排优先接待', en: 'You are served first.' },
} as const;

/** How a buyer whose crowd comes first is addressed, and what was skipped for it, as routing says. */
export interface PriorityPrompt {
  readonly title: keyof typeof titles;
  readonly skipped: keyof typeof texts;
}

/** A newer routing may tell what this build has no words for. */
export const isKnownPrompt = (told: { readonly title: string; readonly skipped: string }): told is PriorityPrompt =>
  Object.hasOwn(titles, told.title) && Object.hasOwn(texts, told.skipped);

const pauseMs = 8 * 3_600_000;

/** At most once per buyer in 8 hours (RTE-50): shown at 10:00, then not before 18:00. */
export const isPromptDue = (promptedAt: Date | null, now: Date): boolean =>
  promptedAt === null || now.getTime() - promptedAt.getTime() >= pauseMs;

/** The prompt as the system says it: title and text, a line each (RTE-47, RTE-48). */
export const promptMessage = (id: string, { title, skipped }: PriorityPrompt, language: Language): PendingMessage => ({
  ...{ id, sender: 'AUTO', agentId: null, type: 'TEXT', source: 'AUTO', autoKind: 'PRIORITY_PROMPT' },
  text: `${titles[title][language]}\n${texts[skipped][language]}`,
  ...{ channelMessageId: null, channelSentAt: null },
});
