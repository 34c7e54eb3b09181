import { createContext } from 'react';
import type { Language } from './language';

export interface LanguageChoice {
  readonly language: Language;
  choose(language: Language): void;
}

export const LanguageContext = createContext<LanguageChoice>({ language: 'zh-CN', choose: () => undefined });
