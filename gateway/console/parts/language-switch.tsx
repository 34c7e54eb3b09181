import { useContext } from 'react';
import { Button } from 'react-aria-components';
import { LanguageContext } from '../text/language-context';

/** The other language, called as its speakers call it. */
export function LanguageSwitch() {
  const { language, choose } = useContext(LanguageContext);
  const other = language === 'en' ? 'zh-CN' : 'en';
  return (
    <Button className="quiet" onPress={() => choose(other)}>
      <span lang={other}>{other === 'en' ? 'English' : '中文'}</span>
    </Button>
  );
}
