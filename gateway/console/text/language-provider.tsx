import { useLayoutEffect, useState, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { firstLanguage, keepLanguage } from './language';
import { LanguageContext } from './language-context';

/** Gives everything below the chosen language, the kit's own words too. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  useLayoutEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choose = (chosen: typeof language) => {
    keepLanguage(chosen);
    setLanguage(chosen);
  };
  return (
    <LanguageContext value={{ language, choose }}>
      <I18nProvider locale={language === 'en' ? 'en-GB' : 'zh-CN'}>{children}</I18nProvider>
    </LanguageContext>
  );
}
