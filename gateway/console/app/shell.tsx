import { Link, Outlet } from '@tanstack/react-router';
import { Button } from 'react-aria-components';
import { LanguageSwitch } from '../parts/language-switch';
import { logOut } from '../session/login-session';
import { loginTexts } from '../session/login-texts';
import { useViewer } from '../session/viewer';
import { useTexts } from '../text/texts';
import { missingFor, pages } from './pages';
import { pageTexts } from './page-texts';
import { TopBar } from './top-bar';

/** The frame of every page: the bar on top, the menu, and the page. */
export function Shell() {
  const t = useTexts(pageTexts);
  const login = useTexts(loginTexts);
  const viewer = useViewer();
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t.skip}
      </a>
      <header className="top">
        <strong className="brand">接待</strong>
        <span className="shop-name">{viewer.shop.name}</span>
        <TopBar />
        <LanguageSwitch />
        <span>{viewer.account.nickname}</span>
        <Button className="quiet" onPress={() => void logOut()}>
          {login.logOut}
        </Button>
      </header>
      <nav aria-label={t.menu} className="menu">
        <ul>
          {pages
            .filter((page) => !missingFor(page, viewer))
            .map(({ path, name }) => (
              <li key={path}>
                <Link to={path} activeProps={{ 'aria-current': 'page' }}>
                  {t.names[name]}
                </Link>
              </li>
            ))}
        </ul>
      </nav>
      <Outlet />
    </div>
  );
}
