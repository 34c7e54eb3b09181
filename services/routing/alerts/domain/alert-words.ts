import type { Language } from '../../decision/domain/explain';
import type { AlertView } from './routing-alerts';

/** What is amiss, and what helps, each in one sentence. */
export interface AlertText {
  readonly message: string;
  readonly remedy: string;
}

export type Texts = Readonly<Record<Language, (alert: AlertView, pool: string) => AlertText>>;

export const zhHeld = ({ held }: AlertView): string => (held > 0 ? `(其中${held}个接待位仍被已结束的会话占用)` : '');
export const enHeld = ({ held }: AlertView): string => (held > 0 ? ` (${held} held by ended sessions)` : '');

const zhOnline = (agents: number): string => `请${agents}位小休或挂起的客服上线`;
const enOnline = (agents: number): string => `bring agents online who rest or are suspended (${agents})`;

export const zhMoreRoom = ({ agentIds: { length } }: AlertView): string =>
  `提高最大接待量(最多500)${length > 0 ? `,${zhOnline(length)}` : ''},或结束已完成的会话。`;
export const enMoreRoom = ({ agentIds: { length } }: AlertView): string =>
  `Raise the capacity (up to 500)${length > 0 ? `, ${enOnline(length)}` : ''}, or end sessions that are finished.`;

/** To bring those online who rest or are suspended, or, where nobody does, somebody else. */
export const zhComeOnline = ({ agentIds: { length } }: AlertView, others: string): string => (length > 0 ? zhOnline(length) : others);
export const enComeOnline = ({ agentIds: { length } }: AlertView, others: string): string => (length > 0 ? enOnline(length) : others);

/** Words as a sentence begins. */
export const enSentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
