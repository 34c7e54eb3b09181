export type Language = 'zh-CN' | 'en';

const kept = 'jiedai-language';

/** The language of this browser: the chosen one, or that of the browser where it is one of ours; Chinese otherwise. */
export function firstLanguage(): Language {
  const chosen = localStorage.getItem(kept);
  if (chosen === 'zh-CN' || chosen === 'en') return chosen;
  return navigator.language.startsWith('en') ? 'en' : 'zh-CN';
}

export const keepLanguage = (language: Language): void => localStorage.setItem(kept, language);
