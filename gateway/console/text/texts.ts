import { useContext } from 'react';
import type { Language } from './language';
import { LanguageContext } from './language-context';

/** A feature's texts: the Chinese ones say which there are, the English ones must be as many and take the same values. */
export type Texts<T extends Record<string, unknown>> = Readonly<Record<Language, T>>;

type Like<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...values: infer V) => string
      ? (...values: V) => string
      : Like<T[K]>;
};

export const texts = <const T extends Record<string, unknown>>(zh: T, en: Like<T>): Texts<Like<T>> => ({ 'zh-CN': zh as Like<T>, en });

/** Chooses of what the server says in both languages. */
export const useSaid = (): (<T>(zh: T, en: T) => T) => {
  const { language } = useContext(LanguageContext);
  return (zh, en) => (language === 'en' ? en : zh);
};

/** The texts of a feature in the chosen language. */
export const useTexts = <T extends Record<string, unknown>>(of: Texts<T>): T => of[useContext(LanguageContext).language];
