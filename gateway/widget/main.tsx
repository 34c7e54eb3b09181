import { render } from 'preact';
import { buyerAccess } from './buyer-access';
import { Chat } from './chat';
import './chat.css';
import { textsFor } from './chat-texts';

const root = document.getElementById('root')!;
const t = textsFor(navigator.languages);
document.documentElement.lang = t.lang;
document.title = t.title;
render(<p role="status">{t.opening}</p>, root);

const said = { BUSY: t.busy, CLOSED_TO_STRANGERS: t.closedToStrangers };

buyerAccess(new URL(location.href)).then(
  (access) => render(<Chat access={access} t={t} />, root),
  (error: unknown) =>
    render(
      <main>
        <h1>{t.title}</h1>
        <p role="alert">{said[(error as Error).message as keyof typeof said] ?? t.failed}</p>
      </main>,
      root,
    ),
);
